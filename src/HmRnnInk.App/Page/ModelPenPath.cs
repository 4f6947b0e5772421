using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>The state of the model's pen on the page. It is a value, so each alternative continues with its own copy.</summary>
/// <param name="Lifted">Whether the newest row ended a stroke.</param>
/// <param name="Rows">Rows since the model began to write.</param>
/// <param name="Drift">How far below its ruled line the writing stands, page units.</param>
/// <param name="Pace">How fast the pen has moved recently.</param>
/// <param name="Bottom">The bottom of all ink on the page, page units.</param>
/// <param name="Stop">Why the pen cannot continue, if it cannot.</param>
internal readonly record struct ModelPenPath(
    PenPlace Place, bool Lifted, int Rows, float Drift, PenPace Pace, float Bottom, ModelPenStop Stop = ModelPenStop.None);
