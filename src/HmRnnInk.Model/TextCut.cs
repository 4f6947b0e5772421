namespace HmRnnInk.Model;

/// <summary>From where on a line is written by a text.</summary>
/// <param name="Row">
/// The row that is fed when the text is seen first, so that the row behind it is the first to be written by it: 0, or the last row of a word.
/// </param>
/// <param name="Text">Of the ink behind that row.</param>
public readonly record struct TextCut(int Row, string Text);
