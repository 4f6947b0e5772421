using HmRnnInk.App.Background;
using HmRnnInk.App.Inference.Models;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Session.Models;

/// <summary>
/// A short line that the model writes at the chosen bias. The random numbers are always the same, so that the effect of the bias is seen.
/// </summary>
internal sealed class BiasPreview(BackgroundWork work)
{
    /// <summary>The length of the line, IAM units.</summary>
    public const float Length = 2200;

    private const int MaximumRows = 400, Seed = 1;

    /// <summary>A stroke with at most this number of rows is a dot.</summary>
    private const int DotRows = 4;

    private (PackedModel? Model, double Bias) _wanted, _written;
    private IReadOnlyList<PenOffset> _before = [];
    private bool _busy;

    /// <summary>The points of the line, IAM units.</summary>
    public (float X, float Y, bool PenUp)[] Points { get; private set; } = [];

    /// <summary>Writes the line again if the model or the bias has changed.</summary>
    /// <param name="before">
    /// Returns the ink that the line continues. Called only when the model has changed, and after <see cref="Forget"/>.
    /// </param>
    public void Update(PackedModel? model, double bias, Func<IReadOnlyList<PenOffset>> before)
    {
        if (model != _wanted.Model) _before = before();
        _wanted = (model, bias);
        if (!_busy && _wanted != _written && model is not null) Begin(model, bias);
    }

    /// <summary>Makes the next update write the line again, as the continuation of newer ink.</summary>
    public void Forget() => _wanted = _written = default;

    // A separate method: its closure is allocated only when a line is begun, not on every update.
    private void Begin(PackedModel model, double bias)
    {
        (_busy, _written) = (true, _wanted);
        IReadOnlyList<PenOffset> ink = _before;
        work.Do(
            () => WithoutFirstDots(WrittenLine.Write(model, bias, Seed, ink, Length, MaximumRows)),
            points => (Points, _busy) = (points, false));
    }

    /// <summary>Dots before the first letter belong to the preceding ink.</summary>
    internal static (float X, float Y, bool PenUp)[] WithoutFirstDots((float X, float Y, bool PenUp)[] points)
    {
        while (Array.FindIndex(points, point => point.PenUp) is >= 0 and < DotRows and var dot) points = points[(dot + 1)..];
        return points;
    }
}
