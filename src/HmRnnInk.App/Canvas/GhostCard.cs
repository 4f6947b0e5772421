using HmRnnInk.App.Page;

namespace HmRnnInk.App.Canvas;

/// <summary>The card of a ghost in the fan.</summary>
/// <param name="Rank">0 for the most likely ghost.</param>
/// <param name="FirstDepth">
/// The number of rows of the ghost before the first one on the card, such as those that it shares with the favourite.
/// </param>
/// <param name="EndDepth">The number of rows up to and including the last one on the card. A card shows the ink of one ruled line.</param>
/// <param name="Shift">How far below its place on the page the ghost is drawn, page units.</param>
/// <param name="Bounds">The card around it, page units.</param>
internal readonly record struct GhostCard(int Rank, int FirstDepth, int EndDepth, float Shift, PageArea Bounds);
