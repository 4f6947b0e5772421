using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Live;

/// <summary>An engine that remembers what it has read, so that it can be taken back to any row.</summary>
/// <param name="engine">Driven from here only.</param>
/// <param name="random">Seeded; draws the model's own rows.</param>
/// <param name="style">Rows that it reads, unseen, before the page's first; null for none.</param>
public sealed class ReadingEngine(IStepEngine engine, Random random, IReadOnlyList<PenOffset>? style = null)
{
    /// <summary>From a style's end to the page's first row, IAM units: as from a word to the next.</summary>
    private const float GapAfterStyle = 130;

    /// <summary>A state is kept before every so many rows; going back reads at most as many again.</summary>
    private const int RowsPerState = 32;

    private readonly List<PenOffset> _rows = [];
    private readonly List<StepState> _states = [];
    private readonly StepTrace _trace = new(engine.Config.Layers);
    private readonly MixtureDensity _next = new(engine.Config.Components);
    private readonly Sampler _sampler = new(random);

    public int Layers => engine.Config.Layers;

    /// <summary>Read by another thread while this one writes rows that were not announced yet.</summary>
    public HiddenHistory Hiddens { get; } = new(engine.Config.Layers, engine.Config.Hidden);

    /// <summary>Rows read so far.</summary>
    public int Rows => _rows.Count;

    /// <summary>Does one request.</summary>
    /// <returns>The row read, or null after a rewind.</returns>
    public InferenceResult? Do(InferenceRequest request)
    {
        switch (request.Kind)
        {
            case InferenceKind.Feed:
                return Read(request.Offset, written: false, request.Epoch);
            case InferenceKind.Write:
                // A page begins as most lines do: with the pen put down.
                if (Rows == 0) return Read(new PenOffset(0, 0, false), written: true, request.Epoch);
                (float x, float y, bool penUp) = _sampler.Sample(_next, request.Bias);
                return Read(engine.Normalisation.Denormalise(x, y, penUp), written: true, request.Epoch);
            default:
                Rewind(request.Rows);
                return null;
        }
    }

    private InferenceResult Read(PenOffset offset, bool written, int epoch)
    {
        PenOffset read = Rows == 0 ? Begin(offset) : offset;
        if (Rows % RowsPerState == 0) KeepState(Rows / RowsPerState);
        double nats = 0;
        if (Rows > 0)
        {
            (float x, float y) = engine.Normalisation.Normalise(offset);
            nats = _next.LogLikelihood(x, y, offset.PenUp);
        }

        engine.Step(read, _trace, _next);
        Hiddens.Keep(Rows, engine.Hiddens);
        _rows.Add(read);
        return new InferenceResult(epoch, Rows - 1, offset, RowTrace.Of(_trace, nats), written);
    }

    /// <returns>The first row as the model reads it: behind a style it is not the first.</returns>
    private PenOffset Begin(PenOffset first)
    {
        engine.Reset();
        if (style is null || style.Count == 0) return first;
        foreach (PenOffset row in style) engine.Step(row, _trace, _next);
        return first with { DeltaX = first.DeltaX + GapAfterStyle };
    }

    private void KeepState(int index)
    {
        if (index == _states.Count && engine.CreateState() is { } fresh) _states.Add(fresh);
        if (index < _states.Count) engine.CopyStateTo(_states[index]);
    }

    /// <summary>The state after so many rows, to the bit: it comes about by the same steps.</summary>
    private void Rewind(int rows)
    {
        if (rows >= Rows) return;
        _rows.RemoveRange(rows, Rows - rows);
        if (rows == 0) return; // The next row resets the engine.
        int first = 0;
        int kept = (rows - 1) / RowsPerState;
        if (kept < _states.Count)
        {
            engine.Restore(_states[kept]);
            first = kept * RowsPerState;
        }
        else
        {
            Begin(default);
        }

        for (int row = first; row < rows; row++) engine.Step(_rows[row], _trace, _next);
    }
}
