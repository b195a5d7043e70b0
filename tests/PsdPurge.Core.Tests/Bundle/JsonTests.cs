using System.Text.Json;
using CsCheck;
using PsdPurge.Bundle;

namespace PsdPurge.Core.Tests.Bundle;

/// <summary>Other readers get back what was written as JSON.</summary>
public class JsonTests
{
    [Fact]
    public void Any_text_comes_back() => Gen.String.Sample(text =>
    {
        var json = Json.Write(new JsonObject { { "text", text } });

        Assert.All(json, c => Assert.True(c < 128));
        // JSON readers do not return a lone half of a surrogate pair.
        if (!text.Any(char.IsSurrogate))
        {
            Assert.Equal(text, JsonDocument.Parse(json).RootElement.GetProperty("text").GetString());
        }
    });

    [Fact]
    public void Objects_lists_and_plain_values_keep_their_order_and_type()
    {
        var json = Json.Write(new JsonObject
        {
            { "b", new object?[] { 1, long.MaxValue, 1.5m, true, null, "x" } },
            { "a", new[] { new JsonObject { { "empty", Array.Empty<string>() } }, [] } },
        });

        Assert.Equal(
            "{\n  \"b\": [1, 9223372036854775807, 1.5, true, null, \"x\"],\n  \"a\": [\n    {\n      \"empty\": []\n    },\n    {}\n  ]\n}\n", json);
        using var read = JsonDocument.Parse(json);
        Assert.Equal(long.MaxValue, read.RootElement.GetProperty("b")[1].GetInt64());
    }

    [Fact]
    public void A_value_that_JSON_does_not_have_is_refused() => Assert.Throws<ArgumentException>(() => Json.Write(DateTime.UnixEpoch));
}
