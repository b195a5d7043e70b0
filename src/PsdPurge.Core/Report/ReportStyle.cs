namespace PsdPurge.Report;

/// <summary>The report's style sheet. It uses system fonts and no images, so that the file opens offline and passes any mail gateway.</summary>
internal static class ReportStyle
{
    public static string Sheet { get; } = ":root{color-scheme:light dark;" + ReportPalette.Variables(dark: false) + "}\n"
        + "@media screen and (prefers-color-scheme:dark){:root{" + ReportPalette.Variables(dark: true) + "}}\n"
        + Rules;

    private const string Rules = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 "Segoe UI",system-ui,-apple-system,Roboto,"Helvetica Neue",Arial,sans-serif;
             font-variant-numeric:tabular-nums}
        main,header,footer{max-width:62rem;margin:0 auto;padding:0 1.5rem}
        header{padding-top:3rem}
        h1{font-size:2rem;line-height:1.2;font-weight:600;letter-spacing:-.01em;margin:0 0 .4rem;overflow-wrap:anywhere}
        h2{font-size:1.35rem;line-height:1.3;font-weight:600;margin:3.5rem 0 1rem;overflow-wrap:anywhere}
        h3{font-size:1.1rem;line-height:1.3;font-weight:600;margin:0;overflow-wrap:anywhere}
        h4{font-size:.875rem;font-weight:600;margin:1.5rem 0 .25rem}
        p{margin:.5rem 0;max-width:46rem}
        .sub,figcaption,footer,caption{color:var(--soft)}
        .lead{font-size:1.125rem;max-width:46rem;margin:1.5rem 0 0}
        .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:.75rem;margin:1.75rem 0 0}
        .facts div{background:var(--panel);border-radius:.5rem;padding:.9rem 1rem}
        .facts dt{font-size:.8125rem;color:var(--soft)}
        .facts dd{margin:0;font-size:1.375rem;line-height:1.3;font-weight:600}
        .facts .note{display:block;font-size:.8125rem;font-weight:400;color:var(--soft);overflow-wrap:anywhere}
        table{width:100%;border-collapse:collapse;font-size:.9375rem}
        caption{text-align:left;font-size:.875rem;padding-bottom:.35rem}
        h4+table caption,.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        th,td{padding:.5rem .75rem .5rem 0;text-align:left;vertical-align:baseline;border-bottom:1px solid var(--line)}
        th:last-child,td:last-child{padding-right:0}
        .n+:not(.n){padding-left:.75rem}
        thead th{font-size:.8125rem;font-weight:400;color:var(--soft);vertical-align:bottom}
        tbody th{font-weight:600;overflow-wrap:break-word}
        .runs tbody th{white-space:nowrap}
        .n{text-align:right;white-space:nowrap}
        .path{font-size:.8125rem;overflow-wrap:anywhere}
        a{color:inherit;text-decoration-color:var(--axis);text-underline-offset:.2em}
        a:focus-visible{outline:2px solid var(--count);outline-offset:2px}
        .state{display:inline-block;white-space:nowrap;border-radius:1rem;padding:.05rem .65rem;font-size:.8125rem;font-weight:600}
        .good{color:var(--good);background:var(--good-back)}
        .soon{color:var(--soon);background:var(--soon-back)}
        .bad{color:var(--bad);background:var(--bad-back)}
        .unknown-state{color:var(--unknown);background:var(--unknown-back)}
        article{margin:2.5rem 0 0;padding-top:1.5rem;border-top:1px solid var(--line)}
        .head{display:flex;flex-wrap:wrap;gap:.35rem .75rem;align-items:baseline}
        .warning{border-left:3px solid var(--purge);padding-left:.75rem}
        figure{margin:1.25rem 0 0}
        figure>svg{display:block;width:100%;height:auto;overflow:visible}
        figcaption{display:flex;flex-wrap:wrap;gap:.2rem 1.25rem;font-size:.8125rem;margin-top:.35rem}
        .swatch{width:1.4rem;height:.65rem;margin-right:.4rem}
        svg path{fill:none;stroke-linejoin:round;stroke-linecap:round}
        svg .grid{stroke:var(--line)}
        svg .axis{stroke:var(--axis)}
        svg .count{stroke:var(--count);stroke-width:2}
        svg .dot{fill:var(--count)}
        svg .fall{stroke:var(--purge);stroke-width:1.25;stroke-dasharray:2 3}
        svg .mark{fill:var(--purge)}
        svg .unknown{stroke:var(--axis);stroke-dasharray:1 5}
        svg .fan{fill:var(--fan)}
        svg .expected{stroke:var(--count);stroke-width:1.5;stroke-dasharray:5 4}
        svg .threshold{stroke:var(--limit);stroke-width:1.5}
        svg .label{font-size:12px;fill:var(--soft)}
        svg .limit{fill:var(--limit);font-weight:600}
        footer{font-size:.875rem;padding-top:1rem;padding-bottom:3rem;margin-top:3.5rem}
        footer p{max-width:46rem}
        ul{margin:.25rem 0;padding-left:1.2rem}
        details{margin:1rem 0}
        summary{cursor:pointer;font-weight:600}
        .wide{overflow-x:auto}
        @media screen and (max-width:58rem){
        main,header,footer{padding-left:1rem;padding-right:1rem}
        header{padding-top:1.75rem}
        h1{font-size:1.6rem}
        .facts{grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr))}
        .facts dd{font-size:1.2rem}
        svg .label{font-size:21px}
        svg .extra{display:none}
        thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        tr{display:block;padding:.6rem 0;border-bottom:1px solid var(--line)}
        th,td,.n+:not(.n){border:0;padding:.1rem 0}
        tbody th{display:block}
        td{display:flex;justify-content:space-between;gap:1.5rem;text-align:right;white-space:normal}
        td::before{content:attr(data-label);color:var(--soft);text-align:left;white-space:nowrap}
        }
        @media print{
        body{font-size:10pt}
        h1{font-size:17pt}
        .lead{font-size:11.5pt}
        table{font-size:9pt}
        .path,.state,thead th{font-size:8pt}
        .facts{grid-template-columns:repeat(5,1fr);gap:.5rem}
        .facts div{padding:.6rem .7rem}
        .facts dd{font-size:12pt}
        th,td{padding-right:.5rem}
        main,header,footer{max-width:none;padding-left:0;padding-right:0}
        header{padding-top:0}
        h2,h3,h4{break-after:avoid}
        .top,figure,tr,.facts{break-inside:avoid}
        .state,.facts div,svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
        @page{margin:18mm}
        }

        """;
}
