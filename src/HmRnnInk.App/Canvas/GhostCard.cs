using HmRnnInk.App.Page;

namespace HmRnnInk.App.Canvas;

/// <summary>The place of a ghost that is fanned out.</summary>
/// <param name="Rank">0 for the most likely ghost.</param>
/// <param name="FirstDepth">The number of rows before what the card shows, such as those that it shares with the favourite.</param>
/// <param name="EndDepth">The number of rows up to the end of what the card shows: ink of one ruled line.</param>
/// <param name="Shift">How far below its own place it is drawn, page units.</param>
/// <param name="Bounds">The card around it, page units.</param>
internal readonly record struct GhostCard(int Rank, int FirstDepth, int EndDepth, float Shift, PageArea Bounds);
