using HmRnnInk.App.Background;
using HmRnnInk.App.Inference.Models;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Session.Models;

/// <summary>A short line that the model writes at the bias chosen, always from the same random numbers, so that only the bias changes it.</summary>
public sealed class BiasPreview(BackgroundWork work)
{
    /// <summary>How far it writes, IAM units.</summary>
    public const float Length = 2200;

    private const int MostRows = 400, Seed = 1;

    /// <summary>A stroke of fewer rows is a dot.</summary>
    private const int DotRows = 4;

    private (PackedModel? Model, double Bias) _wanted, _written;
    private IReadOnlyList<PenOffset> _after = [];
    private bool _busy;

    /// <summary>What it wrote last, IAM units.</summary>
    public (float X, float Y, bool PenUp)[] Points { get; private set; } = [];

    /// <summary>Writes anew where something is another than at the last time.</summary>
    /// <param name="after">Ink that the line goes on from; asked only when the line is begun.</param>
    public void Update(PackedModel? model, double bias, Func<IReadOnlyList<PenOffset>> after)
    {
        if (model != _wanted.Model) _after = after();
        _wanted = (model, bias);
        if (!_busy && _wanted != _written && model is not null) Begin(model, bias);
    }

    /// <summary>At the next update the line goes on from other ink.</summary>
    public void Forget() => _wanted = _written = default;

    // What it captures is made only when a line is begun: an update that begins none allocates nothing.
    private void Begin(PackedModel model, double bias)
    {
        (_busy, _written) = (true, _wanted);
        IReadOnlyList<PenOffset> before = _after;
        work.Do(
            () => WithoutFirstDots(WrittenLine.Write(model, bias, Seed, before, Length, MostRows)),
            points => (Points, _busy) = (points, false));
    }

    /// <summary>Dots before the first letter belong to the ink before.</summary>
    private static (float X, float Y, bool PenUp)[] WithoutFirstDots((float X, float Y, bool PenUp)[] points)
    {
        while (Array.FindIndex(points, point => point.PenUp) is >= 0 and < DotRows and var dot) points = points[(dot + 1)..];
        return points;
    }
}
