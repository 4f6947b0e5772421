namespace HmRnnInk.Model;

/// <summary>The text of a line, or of its last part.</summary>
/// <param name="Row">
/// The text is set before this row is fed, so that the next row is the first one of the text: 0, or the last row of a word.
/// </param>
/// <param name="Text">The text of the ink after that row.</param>
public readonly record struct TextCut(int Row, string Text);
