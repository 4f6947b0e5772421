namespace HmRnnInk.App.Ui.Score;

/// <summary>The segment under the pointer, which is highlighted on the page and in the score.</summary>
/// <param name="Row">The row under the pointer.</param>
/// <param name="First">The first row of the segment.</param>
/// <param name="End">The row after the segment.</param>
/// <param name="Lane">
/// The layer of the segment from 0, or <see cref="ScoreLayout.PenLane"/> for a stroke, or <see cref="ScoreLayout.TextLane"/> for a letter.
/// </param>
/// <param name="InScore">Whether the pointer is on the score rather than on the page.</param>
internal readonly record struct SegmentHighlight(int Row, int First, int End, int Lane, bool InScore);
