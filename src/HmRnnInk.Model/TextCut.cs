namespace HmRnnInk.Model;

/// <summary>The text that a model is given for a line: all of it, or that of the part after a cut at a word gap.</summary>
/// <param name="Row">
/// The last row before the text: 0 for all of the line, else the last row of a word. The text is set before this row is fed, so that the
/// model already sees it when it predicts the next row.
/// </param>
/// <param name="Text">The text of the ink after that row.</param>
public readonly record struct TextCut(int Row, string Text);
