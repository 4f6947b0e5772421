using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using static HmRnnInk.App.Tests.Documents.DocumentBytes;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>Documents with wrong values, and truncated, damaged and hostile files.</summary>
public sealed class DamagedDocumentTests : FolderTests
{
    [Theory]
    [InlineData("format", "\"svg\"", "format is \"svg\"; expected \"hmink\"")]
    [InlineData("version", "2", "version 2; this program reads up to 1. Open it with a newer HmRnnInk.")]
    [InlineData("rows.count", "100000000", "rows.count is 100000000; expected a whole number from 0 to 1000000")]
    [InlineData("rows.count", "7", "rows.deltaX has")]
    [InlineData("rows.deltaX.3", "\"left\"", "rows.deltaX[3] is \"left\"; expected a number")]
    [InlineData("rows.x.0", "1e30", "rows.x[0] is 1E+30; expected a number from -1000000 to 1000000")]
    [InlineData("rows.y", "null", "rows.y is null; expected a list")]
    [InlineData("rows.penUp", "\"0102\"", "rows.penUp has 4 items")]
    [InlineData("rows.line.1", "-4", "rows.line[1] is -4")]
    [InlineData("rows.pixelsPerUnit.0", "0", "rows.pixelsPerUnit[0] is 0")]
    [InlineData("rows.seconds.0", "[]", "rows.seconds[0] is a list")]
    [InlineData("rows.pressure.3", "1.5", "rows.pressure[3] is 1.5; expected a number from 0 to 1")]
    [InlineData("rows.pressure", "[0.5]", "rows.pressure has 1 items")]
    [InlineData("rows", "17", "rows is 17; expected an object")]
    [InlineData("hand", "{}", "hand lacks one of expectedPixelsPerUnit, ")]
    [InlineData("hand.excursions", "-1", "hand.excursions is -1")]
    [InlineData("settings.bias", "1e300", "settings.bias is 1E+300; expected a number from 0 to 5")]
    [InlineData("settings.ghosts", "99", "settings.ghosts is 99; expected a whole number from 0 to 16")]
    [InlineData("settings.holdTop", "1", "settings.holdTop is 1; expected true or false")]
    [InlineData("settings.turns", "\"never\"", "settings.turns is \"never\"; expected one of longpause, delay, onrequest")]
    [InlineData("look.colours", "\"red\"",
        "look.colours is \"red\"; expected one of nested, segments, flush, operation, surprise, unit, letters, plain")]
    [InlineData("look.zoom", "40", "look.zoom is 40; expected a number from 0.25 to 4")]
    [InlineData("look.sheetWidth", "-3", "look.sheetWidth is -3")]
    [InlineData("pen", "{}", "pen lacks one of x, y, shiftX, shiftY, line, pixelsPerUnit")]
    [InlineData("pen.shiftX", "1e30", "pen.shiftX is 1E+30")]
    [InlineData("model.layers", "99", "model.layers is 99")]
    [InlineData("model.layers", "2", "trace.operations has 3 items; expected 2")]
    [InlineData("trace.count", "100", "trace.count is 100")]
    [InlineData("trace.operations.0", "\"X\"", "trace.operations[0] has 1 items")]
    [InlineData("trace.probabilities.1.2", "65536", "65536; expected a whole number from 0 to 65535")]
    [InlineData("state.cells", "\"AAAA\"", "state.cells (bytes) has 3 items; expected 48")]
    [InlineData("state.cells", "\"?\"", "state.cells is \"?\"; expected base64")]
    [InlineData("state.rows", "3", "state.rows is 3; expected trace.count")]
    [InlineData("state.random", "\"never\"", "state.random is \"never\"; expected 16 hexadecimal digits")]
    [InlineData("rows", "{}", "rows lacks one of count, deltaX, deltaY, penUp, x, y, owner, line, pixelsPerUnit (line 1, byte ")]
    [InlineData("rows.line.1", "2.5", "rows.line[1] is 2.5; expected a whole number (line 1, byte ")]
    [InlineData("rows.deltaX.3", "null", "rows.deltaX[3] is null; expected a number")]
    [InlineData("model.name", "null", "model.name is null; expected text")]
    [InlineData("trace.operations.1", "null", "trace.operations[1] has 0 items")]
    [InlineData("trace.probabilities.1", "null", "trace.probabilities[1] has 0 items")]
    [InlineData("trace.boundaries.0", "\"222222222222222222222222222222\"", "letter 0 of trace.boundaries[0] is '2'; expected one of 01")]
    [InlineData("state.boundaries", "\"012\"", "letter 2 of state.boundaries is '2'")]
    [InlineData("version", "0", "version is 0")]
    [InlineData("text.now", "null", "text.now is null; expected text")]
    [InlineData("text.texts.0", "null", "text.texts[0] is null; expected a text")]
    [InlineData("text.marks.0", "null", "text.marks[0] is null; expected an object")]
    [InlineData("text.marks.0.row", "40", "text.marks[0].row is 40; expected a whole number from 0 to 39")]
    [InlineData("text.marks.0.text", "1", "text.marks[0].text is 1; expected a whole number from 0 to 0")]
    [InlineData("text.marks.0.start", "11", "text.marks[0].start is 11; expected a whole number from 0 to 10")]
    [InlineData("text.marks.0.change", "\"never\"", "text.marks[0].change is \"never\"; expected one of begin, edit, end")]
    [InlineData("trace.letters.2", "-2", "trace.letters[2] is -2")]
    [InlineData("state.kappas", "\"AAAA\"", "state.kappas (bytes) has 3 items; expected 0")]
    [InlineData("state.window", "null", "state.window (bytes) has 0 items; expected")]
    [InlineData("state.text", "\"BQ==\"", "state.text[0] is 5; expected a whole number from 0 to 4")]
    [InlineData("version", "\"1\"", "version is \"1\"; expected a whole number (line 1, byte ")]
    [InlineData("written", "\"yesterday\"", "written is \"yesterday\"; expected a date")]
    public void WrongValue_IsNamedWithItsPlaceAndWhatWasExpected(string place, string value, string message)
    {
        JsonObject json = Json(AnyDocument.Example);
        Replace(json, place.Split('.'), value);

        InkFormatException error = Assert.Throws<InkFormatException>(() => Parse(json, "page.hmink"));

        Assert.StartsWith("'page.hmink': ", error.Message);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void TruncatedFile_IsRefusedAtEveryLength()
    {
        string path = Path.Combine(Folder, "whole.hmink");
        DocumentFile.Write(path, AnyDocument.Example);
        byte[] whole = File.ReadAllBytes(path);
        byte[] json = JsonBytes(AnyDocument.Example);
        for (int length = 0; length < whole.Length - 24; length += 13)
            Assert.Throws<InkFormatException>(() => Parse(whole[..length], "cut"));
        for (int length = 0; length < json.Length; length += 101) Assert.Throws<InkFormatException>(() => Parse(json[..length], "cut"));
    }

    [Fact]
    public void DamagedBytes_AreReadOrRefused() => Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[1, 4].Sample(
        damages =>
        {
            byte[] json = JsonBytes(AnyDocument.Example);
            foreach ((int place, byte value) in damages) json[place % json.Length] = value;
            try
            {
                Parse(json, "damaged");
            }
            catch (InkFormatException)
            {
            }
        },
        iter: 300);

    /// <summary>Replaces each member, whole objects, and the first item of each list by values of all types.</summary>
    [Fact]
    public void AnyValueReplacedByAnother_IsReadOrRefused()
    {
        string?[] others = [null, "[]", "{}", "\"x\"", "\"half\"", "-1", "2.5", "1e300", "true", "[null]", "[[[]]]", "{\"count\":1}"];
        JsonObject whole = Json(AnyDocument.Example);
        foreach (string[] steps in Places(whole, []))
        {
            foreach (string? other in others)
            {
                JsonObject json = whole.DeepClone().AsObject();
                Replace(json, steps, other);
                try
                {
                    // Instead of the text "half", the file has half of a surrogate pair, which JsonNode cannot write.
                    Parse(Encoding.UTF8.GetBytes(json.ToJsonString().Replace("half", "\\uD800", StringComparison.Ordinal)), "changed");
                }
                catch (InkFormatException error)
                {
                    Assert.StartsWith("'changed': ", error.Message);
                }
            }
        }

        // The first item of a list stands for all of its items.
        static IEnumerable<string[]> Places(JsonNode node, string[] path) => node switch
        {
            JsonObject members => members.SelectMany(member => Within(member.Value, [.. path, member.Key])),
            JsonArray { Count: > 0 } items => Within(items[0], [.. path, "0"]),
            _ => [],
        };

        static IEnumerable<string[]> Within(JsonNode? node, string[] path) => node is null ? [path] : Places(node, path).Prepend(path);
    }

    [Fact]
    public void GzipBomb_IsRefusedByItsUnpackedSize()
    {
        var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] blanks = new byte[1 << 20];
            blanks.AsSpan().Fill((byte)' ');
            for (int megabyte = 0; megabyte <= DocumentLimits.MaximumFileBytes >> 20; megabyte++) gzip.Write(blanks);
        }

        InkFormatException error = Assert.Throws<InkFormatException>(() => Parse(bomb.ToArray(), "bomb.hmink"));
        Assert.Contains("its gzip unpacks to more than", error.Message);
    }

    [Fact]
    public void DeepNesting_IsRefused()
    {
        InkFormatException error = Assert.Throws<InkFormatException>(
            () => Parse(Encoding.UTF8.GetBytes("{\"x\":" + new string('[', 100_000)), "deep"));
        Assert.Contains("not valid JSON", error.Message);
    }

    [Fact]
    public void ListLongerThanAnyPage_IsRefusedInEveryMember()
    {
        string list = "[" + string.Join(',', Enumerable.Repeat("0", DocumentLimits.MaximumRows + 1)) + "]";
        foreach (string json in (string[])[$"{{\"format\":\"hmink\",\"version\":1,\"rows\":{{\"x\":{list}}}}}",
            $"{{\"format\":\"hmink\",\"version\":1,\"later\":{list}}}"])
        {
            InkFormatException error = Assert.Throws<InkFormatException>(() => Parse(Encoding.UTF8.GetBytes(json), "long"));
            Assert.Contains("it contains a list of more than 1000000 items", error.Message);
        }
    }

    [Fact]
    public void ErrorOnALaterLine_QuotesTheValueThere()
    {
        const string Json = "{\n \"format\": \"hmink\",\n \"version\": 1,\n \"settings\": {\n  \"bias\": \"wild\"\n } }";
        InkFormatException error = Assert.Throws<InkFormatException>(() => Parse(Encoding.UTF8.GetBytes(Json), "page.hmink"));
        Assert.StartsWith("'page.hmink': settings.bias is \"wild\"; expected a number (line 5, byte 16). The file is damaged",
            error.Message);
    }

    /// <param name="place">The names of members and the indices of items that lead to the value.</param>
    /// <param name="value">JSON; null for null.</param>
    private static void Replace(JsonObject json, string[] place, string? value)
    {
        JsonNode at = json;
        foreach (string step in place[..^1]) at = at is JsonArray list ? list[int.Parse(step)]! : at[step]!;
        JsonNode? parsed = value is null ? null : JsonNode.Parse(value);
        if (at is JsonArray items) items[int.Parse(place[^1])] = parsed;
        else at[place[^1]] = parsed;
    }
}
