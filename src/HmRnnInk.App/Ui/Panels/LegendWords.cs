namespace HmRnnInk.App.Ui.Panels;

/// <summary>What the legends call the operations and the depths of a flush.</summary>
internal static class LegendWords
{
    private static readonly string[] Depths = ["no flush", "layer 1 flush", "layer 2 flush", "layer 3 flush", "layer 3+ flush"];

    /// <summary>The number of depths that have a colour.</summary>
    public const int FlushDepths = 4;

    /// <summary>In the order of <see cref="Model.Operation"/>.</summary>
    public static IReadOnlyList<string> Operations { get; } = ["update", "copy", "flush"];

    /// <param name="depth">The deepest layer that flushed, counted from 1; 0 if none did.</param>
    /// <param name="detectors">The number of layers that can flush. Depths beyond the colours share the last one.</param>
    public static string Flush(int depth, int detectors) =>
        depth == FlushDepths - 1 && detectors >= FlushDepths ? Depths[FlushDepths] : Depths[depth];
}
