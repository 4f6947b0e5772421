using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Canvas.Hulls;

/// <summary>
/// The hulls around the segments of one or two layers, the highest ones with a detector. Hulls of the lower layer lie within those of the
/// upper one.
/// </summary>
/// <param name="segments">The segments of the page. The caller updates them.</param>
internal sealed class HullPicture(LayerSegments segments)
{
    private readonly HullLevel[] _levels = [.. Enumerable.Range(0, HullShape.Levels).Select(level => new HullLevel(level))];
    private (int Layers, Palette? Palette) _shown;

    /// <summary>The outermost level first.</summary>
    public IReadOnlyList<HullLevel> Levels => _levels;

    /// <param name="layers">The number of layers of a model.</param>
    /// <returns>
    /// The number of levels of its hulls. The segments of the lowest layer have too few points for a hull, so that layer is only shown if
    /// no other one has a detector.
    /// </returns>
    public static int LevelsOf(int layers) => layers == 2 ? 1 : Math.Clamp(layers - 2, 0, HullShape.Levels);

    /// <returns>The layer whose segments a level shows, from 0.</returns>
    public static int LayerOf(int level, int layers) => layers - 2 - (level - (HullShape.Levels - LevelsOf(layers)));

    /// <param name="firstChange">Rows before this one are unchanged since the last call.</param>
    /// <param name="layers">The number of layers of the model; 0 to show no hulls.</param>
    /// <param name="seconds">The time, for pulses.</param>
    public void Update(ReadOnlySpan<PageRow> rows, int firstChange, int layers, Palette palette, double seconds)
    {
        if (_shown != (layers, palette))
        {
            foreach (HullLevel level in _levels) level.Clear();
            _shown = (layers, palette);
            firstChange = 0;
        }

        // A model with one level uses the innermost one, so that its hulls look like the inner ones of a model with two.
        for (int level = HullShape.Levels - LevelsOf(layers); level < HullShape.Levels; level++)
            _levels[level].Update(rows, segments, firstChange, LayerOf(level, layers), palette, seconds);
    }
}
