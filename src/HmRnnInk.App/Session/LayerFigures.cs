namespace HmRnnInk.App.Session;

/// <summary>Figures of one layer over the newest rows.</summary>
/// <param name="BoundaryRate">Share of the rows at which the layer ended a segment.</param>
/// <param name="AtPenUps">
/// Share of the layer's boundaries that are at the last point of a stroke or the first point of the next. The share of such rows among all
/// rows is chance level. NaN without a boundary.
/// </param>
/// <param name="Skipped">Share of the rows at which the layer copied, so that nothing was computed.</param>
internal readonly record struct LayerFigures(double BoundaryRate, double AtPenUps, double Skipped, Firing Firing);
