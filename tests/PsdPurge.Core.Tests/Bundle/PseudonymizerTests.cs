using System.Text;
using CsCheck;
using PsdPurge.Bundle;

namespace PsdPurge.Core.Tests.Bundle;

/// <summary>A pseudonym has the shape of its original. Equal originals have equal pseudonyms, and different ones have different pseudonyms.</summary>
public sealed class PseudonymizerTests : IDisposable
{
    private const string Characters = "abcxyzABCXYZ0123456789üöàÿßЖжΩω漢字@.:;-_<>=/' ";

    private static readonly Gen<string> Texts = Gen.Char[Characters].Array[0, 40].Select(chars => new string(chars));

    private readonly Pseudonymizer _pseudonyms = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    public void Dispose() => _pseudonyms.Dispose();

    [Fact]
    public void Lengths_classes_and_separators_stay() => Texts.Sample(text =>
    {
        var pseudonym = _pseudonyms.Text(text);

        Assert.Equal(text.Select(Class), pseudonym.Select(Class));
        Assert.Equal(Encoding.UTF8.GetByteCount(text), Encoding.UTF8.GetByteCount(pseudonym));
        Assert.Equal(pseudonym, _pseudonyms.Text(text));
    });

    [Fact]
    public void Different_words_have_different_pseudonyms_whatever_their_case() => Gen.Select(Words(), Words()).Sample(pair =>
    {
        var (one, other) = pair;

        Assert.Equal(
            one.Equals(other, StringComparison.OrdinalIgnoreCase), _pseudonyms.Text(one).Equals(_pseudonyms.Text(other), StringComparison.OrdinalIgnoreCase));
        Assert.Equal(_pseudonyms.Text(one.ToUpperInvariant()), _pseudonyms.Text(one).ToUpperInvariant());
    });

    [Fact]
    public void A_whole_number_keeps_its_digits_its_sign_and_its_type() => Gen.Long.Sample(number =>
    {
        var pseudonym = (long)_pseudonyms.Value(number)!;

        Assert.Equal($"{number}".Length, $"{pseudonym}".Length);
        Assert.Equal(number < 0, pseudonym < 0);
        foreach (var bound in new long[] { byte.MaxValue, short.MaxValue, int.MaxValue })
        {
            Assert.Equal(Math.Abs((decimal)number) > bound, Math.Abs((decimal)pseudonym) > bound);
        }
    });

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    public void Text_in_bytes_is_replaced_as_text(string encoding) => Gen.Select(Words(), Words()).Sample(pair =>
    {
        var text = $"urn:conf:{pair.Item1}@{pair.Item2}.example.com:1W9J71SKSX2X";
        var bytes = Encoding.GetEncoding(encoding).GetBytes(text);

        Assert.Equal(Encoding.GetEncoding(encoding).GetBytes(_pseudonyms.Text(text)), (byte[])_pseudonyms.Value(bytes)!);
    });

    [Fact]
    public void Text_among_other_bytes_is_replaced_as_text()
    {
        const string Address = "büro.zürich@contoso.com";
        byte[] Among(string text) => [7, 0, 1, 255, .. Encoding.UTF8.GetBytes(text), 1, 2, 0, 3, .. Encoding.Unicode.GetBytes("help_desk@contoso.com"), 9, 0];

        var pseudonym = (byte[])_pseudonyms.Value(Among(Address))!;

        Assert.Equal(Among(Address).Length, pseudonym.Length);
        var digits = Convert.ToHexString(pseudonym);
        Assert.Contains(Convert.ToHexString(Encoding.UTF8.GetBytes(_pseudonyms.Text(Address))), digits, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexString(Encoding.Unicode.GetBytes(_pseudonyms.Text("help_desk@contoso.com"))), digits, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_become_others_of_the_same_length() => Gen.Byte.Array[8, 200].Sample(bytes =>
    {
        var pseudonym = (byte[])_pseudonyms.Value(bytes)!;

        Assert.Equal(bytes.Length, pseudonym.Length);
        Assert.Equal(pseudonym, (byte[])_pseudonyms.Value(bytes)!);
    });

    [Fact]
    public void A_guid_has_one_pseudonym_in_all_its_forms() => Gen.Guid.Sample(guid =>
    {
        var pseudonym = (Guid)_pseudonyms.Value(guid)!;

        Assert.Equal(pseudonym.ToString("D"), _pseudonyms.Text(guid.ToString("D")));
        Assert.Equal(pseudonym.ToString("B").ToUpperInvariant(), _pseudonyms.Text(guid.ToString("B").ToUpperInvariant()).ToUpperInvariant());
        Assert.Equal(pseudonym.ToString("N"), _pseudonyms.Text(guid.ToString("N")));
    });

    [Fact]
    public void A_security_identifier_stays_one()
    {
        byte[] sid = [1, 5, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, .. Enumerable.Range(40, 16).Select(i => (byte)i)];

        var pseudonym = (byte[])_pseudonyms.Value(sid)!;

        Assert.Equal(sid.Take(12), pseudonym.Take(12));
        Assert.NotEqual(sid.Skip(12), pseudonym.Skip(12));
        Assert.Equal(sid.Length, pseudonym.Length);
    }

    [Theory]
    [InlineData("sip:ada@contoso.com;gruu;opaque=app:conf:focus:id:1W9J71SKSX2X", "sip:{0}@{1};gruu;opaque=app:conf:focus:id:{2}")]
    [InlineData("urn:conf:ada@contoso.com:1W9J71SKSX2X", "urn:conf:{0}@{1}:{2}")]
    [InlineData("<conference owner=\"sip:ada@contoso.com\" conferenceId=\"1W9J71SKSX2X\" />", "<conference owner=\"sip:{0}@{1}\" conferenceId=\"{2}\" />")]
    public void The_grammar_of_addresses_urns_and_markup_stays(string text, string shape)
    {
        object[] parts = [_pseudonyms.Text("ada"), _pseudonyms.Text("contoso.com"), _pseudonyms.Text("1W9J71SKSX2X")];

        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, parts), _pseudonyms.Text(text));
    }

    [Theory]
    [InlineData("conf@app.focus")]
    [InlineData("urn:conf:meeting@app.organizer:1W9J71SKSX2X")]
    [InlineData("conference")]
    public void A_word_of_the_grammar_that_is_a_name_is_replaced(string text)
    {
        foreach (var word in new[] { "app", "focus", "meeting", "organizer", "conference" }.Where(word => text.Contains(word, StringComparison.Ordinal)))
        {
            Assert.DoesNotContain(word, _pseudonyms.Text(text), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_id_within_a_longer_word_is_found_where_it_is_known()
    {
        _pseudonyms.Learn(["1W9J71SKSX2X"]);

        Assert.EndsWith(_pseudonyms.Text("1W9J71SKSX2X"), _pseudonyms.Text("x7conf1W9J71SKSX2X"), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_bundles_have_nothing_in_common()
    {
        using Pseudonymizer one = new();
        using Pseudonymizer other = new();

        Assert.NotEqual(one.Text("help_desk@contoso.com"), other.Text("help_desk@contoso.com"));
    }

    private static Gen<string> Words() => Gen.Char["abcdefXYZüöé0123456789"].Array[6, 12].Select(chars => new string(chars));

    private static char Class(char c) => char.IsUpper(c) ? 'A' : char.IsLower(c) ? 'a' : char.IsDigit(c) ? '0' : char.IsLetter(c) ? 'l' : c;
}
