using HmRnnInk.App.Ghosts;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Live;

/// <summary>An engine that remembers what it has read, so that it can be taken back to any row.</summary>
/// <param name="engine">Driven from here only.</param>
/// <param name="random">Seeded; draws the model's own rows.</param>
/// <param name="style">Rows that it reads, unseen, before the page's first; null for none.</param>
/// <param name="ghosts">Imagines how it might go on; null for an engine that only reads and writes.</param>
public sealed class ReadingEngine(IStepEngine engine, Random random, IReadOnlyList<PenOffset>? style = null, GhostGrower? ghosts = null)
{
    /// <summary>From a style's end to the page's first row, IAM units: as from a word to the next.</summary>
    private const float GapAfterStyle = 130;

    /// <summary>A state is kept before every so many rows; going back reads at most as many again.</summary>
    private const int RowsPerState = 32;

    private readonly List<PenOffset> _rows = [];
    private readonly List<bool> _heldTops = [];
    private readonly List<StepState> _states = [];
    private readonly StepTrace _trace = new(engine.Config.Layers);
    private readonly MixtureDensity _next = new(engine.Config.Components);
    private readonly Sampler _sampler = new(random);
    private readonly StepState? _newest = ghosts is null ? null : engine.CreateState();

    public int Layers => engine.Config.Layers;

    /// <summary>Read by another thread while this one writes rows that were not announced yet.</summary>
    public HiddenHistory Hiddens { get; } = new(engine.Config.Layers, engine.Config.Hidden);

    /// <summary>Rows read so far.</summary>
    public int Rows => _rows.Count;

    /// <summary>Null for an engine that does not imagine.</summary>
    public GhostGrower? Ghosts => _newest is null ? null : ghosts;

    /// <summary>Does one request; an Imagine is only begun, and <see cref="GhostGrower.Grow"/> does the rest of it.</summary>
    /// <returns>The row read; null where none was.</returns>
    public InferenceResult? Do(InferenceRequest request)
    {
        switch (request.Kind)
        {
            case InferenceKind.Feed:
                return Read(request.Offset, written: false, request);
            case InferenceKind.Follow:
                return Read(request.Offset, written: true, request);
            case InferenceKind.Write:
                // A page begins as most lines do: with the pen put down.
                if (Rows == 0) return Read(new PenOffset(0, 0, false), written: true, request);
                (float x, float y, bool penUp) = _sampler.Sample(_next, request.Bias);
                return Read(engine.Normalisation.Denormalise(x, y, penUp), written: true, request);
            case InferenceKind.Imagine:
                Imagine(request.Ghosts);
                return null;
            default:
                Rewind(request.Rows);
                return null;
        }
    }

    private void Imagine(GhostRequest? request)
    {
        if (Ghosts is null) return;
        Ghosts.Stop();
        if (request is null || request.RowsRead != Rows || Rows == 0) return; // what it was asked after is no longer so
        engine.CopyStateTo(_newest!);
        Ghosts.Begin(request, _newest!, _trace);
    }

    private InferenceResult Read(PenOffset offset, bool written, in InferenceRequest request)
    {
        PenOffset read = Rows == 0 ? Begin(offset) : offset;
        if (Rows % RowsPerState == 0) KeepState(Rows / RowsPerState);
        double nats = 0;
        if (Rows > 0)
        {
            (float x, float y) = engine.Normalisation.Normalise(offset);
            nats = _next.LogLikelihood(x, y, offset.PenUp);
        }

        engine.HoldTop(request.HoldsTop);
        engine.Step(read, _trace, _next);
        Hiddens.Keep(Rows, engine.Hiddens);
        _rows.Add(read);
        _heldTops.Add(request.HoldsTop);
        return new InferenceResult(request.Epoch, Rows - 1, offset, RowTrace.Of(_trace, nats), written, request.HoldsTop);
    }

    /// <returns>The first row as the model reads it: behind a style it is not the first.</returns>
    private PenOffset Begin(PenOffset first)
    {
        engine.Reset();
        engine.HoldTop(false);
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
        _heldTops.RemoveRange(rows, Rows - rows);
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

        for (int row = first; row < rows; row++)
        {
            engine.HoldTop(_heldTops[row]);
            engine.Step(_rows[row], _trace, _next);
        }
    }
}
