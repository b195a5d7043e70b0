namespace PsdPurge.Report;

/// <summary>The frame of every page: a document that cannot load or run anything, whatever its content.</summary>
internal static class PageFrame
{
    public static string Write(string title, Action<Markup> body)
    {
        var to = new Markup();
        to.Constant("<!DOCTYPE html>\n");
        using (to.Open("html", ("lang", "en")))
        {
            Head(to, title);
            using (to.Open("body"))
            {
                body(to);
            }
        }

        return to.ToString();
    }

    private static void Head(Markup to, string title)
    {
        using var head = to.Open("head");
        to.Empty("meta", ("charset", "utf-8"));
        to.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        to.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; style-src 'unsafe-inline'"));
        to.Empty("meta", ("name", "generator"), ("content", "PsdPurge"));
        to.Element("title", title.Trim().Length == 0 ? "PsdPurge" : title);
        to.Constant("<style>\n" + ReportStyle.Sheet + "</style>\n");
    }
}
