using System.Text.Json.Serialization;

namespace HmRnnInk.Ink;

/// <summary>The members of a page's JSON that say what was written on it.</summary>
internal sealed record PageJson(string? Format = null, int Version = 0, PageJson.Columns? Rows = null)
{
    /// <summary>One column per field of a row. A string has one character per row.</summary>
    internal sealed record Columns(int Count, float[] DeltaX, float[] DeltaY, string PenUp, string Owner, int[] Line);

    /// <summary>Whether all columns have a value for each row.</summary>
    [JsonIgnore]
    public bool IsComplete => Rows is { Count: > 0 } rows && rows.DeltaX.Length == rows.Count && rows.DeltaY.Length == rows.Count
        && rows.PenUp.Length == rows.Count && rows.Owner.Length == rows.Count && rows.Line.Length == rows.Count;
}
