using HmRnnInk.App.Page;

namespace HmRnnInk.App.Canvas;

/// <summary>The place of a ghost that is fanned out.</summary>
/// <param name="Rank">0 for the most likely ghost.</param>
/// <param name="FirstDepth">The number of rows that it shares with the favourite. They are not drawn again.</param>
/// <param name="Shift">How far below its own place it is drawn, page units.</param>
/// <param name="Bounds">The card around it, page units.</param>
public readonly record struct GhostCard(int Rank, int FirstDepth, float Shift, PageArea Bounds);
