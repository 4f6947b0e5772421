namespace HmRnnInk.Trainer.Tests;

/// <summary>Figures in the output of commands.</summary>
internal static class JsonFigures
{
    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static double[] Numbers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>The rows of a table.</summary>
    public static JsonElement[] Rows(this JsonElement element, string name = "rows") => [.. element.GetProperty(name).EnumerateArray()];
}
