namespace HmRnnInk.App.Page;

/// <summary>The room that panels take from the frame of the sheet, window units.</summary>
/// <param name="Above">For the line of text.</param>
/// <param name="Below">For the score, or for the curve of a watched run.</param>
internal readonly record struct PanelRoom(float Above, float Below);
