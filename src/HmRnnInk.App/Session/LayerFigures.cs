namespace HmRnnInk.App.Session;

/// <summary>How a layer does over the newest rows.</summary>
/// <param name="BoundaryRate">Share of the rows at which it ended a segment.</param>
/// <param name="AtPenUps">Share of its boundaries at the last point of a stroke or the first of the next; the share of such rows would be chance. NaN without a boundary.</param>
/// <param name="Skipped">Share of the rows at which it copied, so that nothing was computed.</param>
public readonly record struct LayerFigures(double BoundaryRate, double AtPenUps, double Skipped, Firing Firing);
