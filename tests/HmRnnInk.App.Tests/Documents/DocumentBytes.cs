using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>Documents as bytes and as JSON.</summary>
internal static class DocumentBytes
{
    public static InkDocument Parse(byte[] content, string source, LiveSettings? defaults = null) =>
        DocumentFile.Read(new MemoryStream(content), source, defaults);

    public static InkDocument Parse(JsonNode json, string source, LiveSettings? defaults = null) =>
        Parse(Encoding.UTF8.GetBytes(json.ToJsonString()), source, defaults);

    public static JsonObject Json(InkDocument document) => JsonNode.Parse(JsonBytes(document))!.AsObject();

    /// <returns>The JSON of a document, without gzip.</returns>
    public static byte[] JsonBytes(InkDocument document)
    {
        DocumentV1 json = DocumentMapping.ToJson(document);
        json.Validate(new DocumentCheck("page", "A document of the tests has a wrong value."));
        return JsonSerializer.SerializeToUtf8Bytes(json, DocumentJson.Default.DocumentV1);
    }

    public static void AssertSame(InkDocument expected, InkDocument actual)
    {
        Assert.Equal(expected.Rows.ToArray(), actual.Rows.ToArray());
        Assert.Equal((expected.Written, expected.TracedRows, expected.Model, expected.Settings, expected.Hand),
            (actual.Written, actual.TracedRows, actual.Model, actual.Settings, actual.Hand));
        Assert.Equal((expected.Look, expected.Pen), (actual.Look, actual.Pen));
        Assert.Equal((expected.Snapshot?.Rows, expected.Snapshot?.Random), (actual.Snapshot?.Rows, actual.Snapshot?.Random));
        Assert.Equal(expected.Snapshot?.State.Cells, actual.Snapshot?.State.Cells);
        Assert.Equal(expected.Snapshot?.State.Hiddens, actual.Snapshot?.State.Hiddens);
        Assert.Equal(expected.Snapshot?.State.Boundaries, actual.Snapshot?.State.Boundaries);
        Assert.Equal(expected.Snapshot?.State.Kappas, actual.Snapshot?.State.Kappas);
        Assert.Equal(expected.Snapshot?.State.Window, actual.Snapshot?.State.Window);
        Assert.Equal(expected.Snapshot?.State.Text, actual.Snapshot?.State.Text);
        Assert.Equal(expected.Text, actual.Text);
    }
}
