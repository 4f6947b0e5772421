using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>The model's pen on the page, as far as it has come. A value: alternatives that part take it with them.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Lifted">Whether the newest row ended its stroke.</param>
/// <param name="Rows">Rows since the pen was taken over.</param>
/// <param name="Drift">How far the hand has wandered from its height on the line, page units.</param>
/// <param name="Pace">How fast it has gone of late.</param>
/// <param name="Stop">Whether it can go on.</param>
public readonly record struct HandPath(PenPlace Place, bool Lifted, int Rows, float Drift, PenPace Pace, HandStop Stop = HandStop.None);
