namespace HmRnnInk.App.Live;

/// <summary>What the width of the person's ink goes by, where it varies.</summary>
public enum PressureSource
{
    /// <summary>The pen's speed: nothing tells how hard it presses.</summary>
    Simulated,

    /// <summary>The pen itself tells.</summary>
    Pen,
}
