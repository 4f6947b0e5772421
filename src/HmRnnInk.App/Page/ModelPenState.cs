using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>The state of the model's pen on the page. It is a value, so each alternative continues with its own copy.</summary>
/// <param name="Place">Where the pen is.</param>
/// <param name="Lifted">Whether the newest row ended a stroke.</param>
/// <param name="Rows">Rows since the model began to write.</param>
/// <param name="Drift">How far below its ruled line the writing stands, page units.</param>
/// <param name="Pace">How fast the pen has moved recently.</param>
/// <param name="Reach">How far the ink that the model has written reaches to the right of the pen, IAM units; at least 0.</param>
/// <param name="Bottom">The bottom of all ink on the page, page units.</param>
/// <param name="Stop">Why the pen cannot continue, if it cannot.</param>
internal readonly record struct ModelPenState(
    PenPlace Place, bool Lifted, int Rows, float Drift, PenPace Pace, float Reach, float Bottom, ModelPenStop Stop = ModelPenStop.None)
{
    /// <summary>How far a row is to the right of all ink that the model has written, IAM units; negative for a late dot or cross.</summary>
    public float GapBefore(PenOffset row) => row.DeltaX - Reach;
}
