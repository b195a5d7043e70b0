using System.Globalization;
using CsCheck;

namespace PsdPurge.Core.Tests.Purge;

public class EntryCheckTests
{
    private static readonly AppEndpointPsdEntry Entry =
        new("pool01.contoso.com", "fe01.contoso.com", "help_desk@contoso.com", "1W9J71SKSX2X", "123456789012345", 3, 400);

    [Fact]
    public void It_is_the_same_in_every_version() => Assert.Equal("rvnjrfnk", Entry.Check);

    [Fact]
    public void Every_value_counts()
    {
        AppEndpointPsdEntry[] others =
        [
            Entry with { Pool = "pool02.contoso.com" },
            Entry with { Pool = null },
            Entry with { FrontEnd = "FE01.contoso.com" },
            Entry with { SipAddress = "helpXdesk@contoso.com" },
            Entry with { ConferenceId = "1W9J71SKSX2x" },
            Entry with { DocId = "123456789012340" },
            Entry with { DocId = "0123456789012345" },
            Entry with { ConferenceId = Entry.DocId, DocId = Entry.ConferenceId },
            Entry with { Entries = 4 },
            Entry with { Bytes = 401 },
            Entry with { Entries = 34, Bytes = 0 },
        ];

        Assert.Equal(others.Length + 1, others.Append(Entry).Select(entry => entry.Check).Distinct().Count());
    }

    [Fact]
    public void A_front_end_without_a_pool_has_the_same_with_an_empty_text() =>
        Assert.Equal((Entry with { Pool = null }).Check, (Entry with { Pool = "" }).Check);

    [Fact]
    public void It_is_eight_letters_that_are_nothing_else() =>
        Gen.Select(Gen.String, Gen.String, Gen.Long, Gen.Long).Sample((conference, document, entries, bytes) =>
            Assert.Matches("^[bcdfghjkmnpqrstv]{8}$", (Entry with { ConferenceId = conference, DocId = document, Entries = entries, Bytes = bytes }).Check));

    [Fact]
    public void Neighbours_collide_no_more_often_than_chance_has_it()
    {
        // Among 200,000 texts of 32 bits, about five pairs are equal by chance.
        var different =
            Enumerable.Range(0, 200_000).Select(document => (Entry with { DocId = document.ToString(CultureInfo.InvariantCulture) }).Check).Distinct().Count();

        Assert.InRange(different, 199_970, 200_000);
    }
}
