using System.Globalization;
using System.Text.Json;
using HmRnnInk.App.Ui.Controls;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Reads JSON value by value, each held against what it may be, and knows where it is: an error says <c>rows.deltaX[17]</c>. Nothing is
/// allocated but for what was read.
/// </summary>
internal ref struct DocumentJson(ReadOnlySpan<byte> utf8, string source)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 16 };

    private Utf8JsonReader _json = new(utf8, Options);
    private string _object = "", _member = "";
    private int _item = -1;

    /// <summary>The name by which errors call the file.</summary>
    public string Source { get; } = source;

    /// <param name="name">By which errors call it; empty for the whole.</param>
    public void BeginObject(string name)
    {
        if (name.Length == 0) Read();
        Expect(JsonTokenType.StartObject, "an object");
        _object = name;
    }

    /// <summary>Goes on to the next member's value, or out of the object.</summary>
    public bool NextMember(out string name)
    {
        Read();
        _item = -1;
        name = "";
        if (_json.TokenType == JsonTokenType.EndObject)
        {
            if (_object.Length > 0) _object = _member = "";
            else if (_json.Read()) throw Error("there is more behind its end");
            return false;
        }

        name = _json.GetString()!;
        _member = name.Length <= 40 ? name : name[..40] + "…";
        Read();
        return true;
    }

    public void BeginArray() => Expect(JsonTokenType.StartArray, "a list");

    /// <summary>Goes on to the next item, or out of the list.</summary>
    public bool NextItem()
    {
        Read();
        _item++;
        return _json.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Passes over a value, whatever it is.</summary>
    public void Skip() => _json.Skip();

    public bool IsNull() => _json.TokenType == JsonTokenType.Null;

    public string Text()
    {
        Expect(JsonTokenType.String, "text");
        return _json.GetString()!;
    }

    public double Number(double least, double most)
    {
        if (_json.TokenType == JsonTokenType.Number && _json.TryGetDouble(out double value) && value >= least && value <= most) return value;
        throw Wrong(string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
    }

    /// <returns>As it was written: the nearest float of a double of a float's digits may be its neighbour.</returns>
    public float Single(float least, float most)
    {
        if (_json.TokenType == JsonTokenType.Number && _json.TryGetSingle(out float value) && value >= least && value <= most) return value;
        throw Wrong(string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
    }

    public int Whole(int least, int most)
    {
        if (_json.TokenType == JsonTokenType.Number && _json.TryGetInt32(out int value) && value >= least && value <= most) return value;
        throw Wrong($"a whole number from {least} to {most}");
    }

    public bool Flag() =>
        _json.TokenType is JsonTokenType.True or JsonTokenType.False ? _json.GetBoolean() : throw Wrong("true or false");

    /// <summary>A value by its name in lower case.</summary>
    public T Choice<T>()
        where T : struct, Enum
    {
        string text = Text();
        foreach (T value in Enum.GetValues<T>())
            if (value.ToString().ToLowerInvariant() == text) return value;
        throw Wrong("one of " + string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant());
    }

    public DateTimeOffset Date() =>
        _json.TokenType == JsonTokenType.String && _json.TryGetDateTimeOffset(out DateTimeOffset date) ? date : throw Wrong("a date (ISO 8601)");

    public byte[] Base64() =>
        _json.TokenType == JsonTokenType.String && _json.TryGetBytesFromBase64(out byte[]? bytes) ? bytes : throw Wrong("base64");

    /// <summary>What is wrong, and how to mend it.</summary>
    public readonly InkFormatException Error(string found) => new($"'{Source}': {found}. {DocumentFile.Mend}");

    private void Expect(JsonTokenType type, string needed)
    {
        if (_json.TokenType != type) throw Wrong(needed);
    }

    private readonly InkFormatException Wrong(string needed)
    {
        string place = $"{(_object.Length > 0 ? $"{_object}." : "")}{_member}{(_item >= 0 ? $"[{_item}]" : "")}";
        if (place.Length == 0) place = "it";
        string found = _json.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.String => $"\"{Short(_json.GetString()!)}\"",
            JsonTokenType.Number => Short(System.Text.Encoding.UTF8.GetString(_json.ValueSpan)),
            var other => other.ToString().ToLowerInvariant(),
        };
        return Error($"{place} is {found}; expected {needed}");
    }

    private static string Short(string text) => text.Length <= 24 ? text : text[..24] + "…";

    private void Read()
    {
        if (!_json.Read()) throw Error("it ends before its JSON does");
    }
}
