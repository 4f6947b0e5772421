namespace HmRnnInk.App.Ui.Score;

/// <summary>A piece of ink under the pointer, lit on the page and in the score.</summary>
/// <param name="Row">The row pointed at.</param>
/// <param name="First">Of the segment that it belongs to.</param>
/// <param name="End">The row after the segment.</param>
/// <param name="Lane">Whose segment: a layer from 0, or <see cref="ScoreLayout.PenLane"/> for a stroke.</param>
/// <param name="InScore">Whether the pointer is there, and not at the ink.</param>
public readonly record struct SegmentLight(int Row, int First, int End, int Lane, bool InScore);
