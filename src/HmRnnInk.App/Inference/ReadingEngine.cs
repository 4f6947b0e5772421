using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference;

/// <summary>An engine that remembers what it has read, so that it can be taken back to any row.</summary>
/// <param name="engine">Driven from here only.</param>
/// <param name="random">Seeded; draws the model's own rows.</param>
/// <param name="style">Rows that it reads, unseen, before the page's first; null for none.</param>
/// <param name="ghosts">GrowsGhosts how it might go on; null for an engine that only reads and writes.</param>
public sealed class ReadingEngine(IStepEngine engine, Random random, IReadOnlyList<PenOffset>? style = null, GhostGrower? ghosts = null)
{
    /// <summary>A state is kept before every so many rows; going back reads at most as many again.</summary>
    private const int RowsPerState = 32;

    private readonly List<PenOffset> _rows = [];
    private readonly List<bool> _heldTops = [];
    private readonly List<StepState?> _states = [];
    private readonly StepTrace _trace = new(engine.Config.Layers);
    private readonly MixtureDensity _next = new(engine.Config.Components);
    private readonly Sampler _sampler = new(random);
    private readonly StepState? _newest = ghosts is null ? null : engine.CreateState();
    private HiddenRecall? _recall;

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
            case InferenceKind.Ghosts:
                Imagine(request.Ghosts);
                return null;
            case InferenceKind.Snapshot:
                return new InferenceResult(request.Epoch, Rows, default, default, Written: false) { IsSnapshot = true, Snapshot = Snapshot() };
            case InferenceKind.Resume:
                Resume(request.Kept!.Value.Rows, request.Kept.Value.HeldTops, request.Kept.Value.Moment);
                return null;
            default:
                Rewind(request.Rows);
                return null;
        }
    }

    /// <summary>Whether there are rows of an opened page whose hidden units are not known.</summary>
    public bool Recalls => _recall is not null;

    /// <summary>Reads one of them again, aside: the page and what comes next stay as they are.</summary>
    public void Recall()
    {
        if (_recall is not { } recall) return;
        KeepStateOf(recall.Row, recall.Engine);
        if (!recall.Read(Hiddens)) _recall = null;
    }

    private void Imagine(GhostRequest? request)
    {
        if (Ghosts is null) return;
        Ghosts.Stop();
        if (request is not { } wanted || wanted.RowsRead != Rows || Rows == 0) return; // what it was asked after is no longer so
        engine.CopyStateTo(_newest!);
        Ghosts.Begin(wanted, _newest!);
    }

    private InferenceResult Read(PenOffset offset, bool written, in InferenceRequest request)
    {
        if (Rows == 0) Begin();
        KeepStateOf(Rows, engine);
        double nats = 0;
        if (Rows > 0)
        {
            (float x, float y) = engine.Normalisation.Normalise(offset);
            nats = _next.LogLikelihood(x, y, offset.PenUp);
        }

        engine.HoldTop(request.HoldsTop);
        engine.Step(AsRead(Rows, offset), _trace, _next);
        Hiddens.Keep(Rows, engine.Hiddens);
        _rows.Add(offset);
        _heldTops.Add(request.HoldsTop);
        return new InferenceResult(request.Epoch, Rows - 1, offset, RowTrace.Of(_trace, nats), written, request.HoldsTop);
    }

    /// <summary>To the state before the first row: behind the style, if there is one.</summary>
    private void Begin()
    {
        engine.Reset();
        engine.HoldTop(false);
        foreach (PenOffset row in style ?? []) engine.Step(row, _trace, _next);
    }

    /// <returns>A row as the model reads it: behind a style the first is not the first.</returns>
    private PenOffset AsRead(int row, PenOffset offset) =>
        row == 0 && style is { Count: > 0 } ? offset with { DeltaX = offset.DeltaX + PenPlace.WordGap } : offset;

    /// <summary>Keeps a state before a row, where one is to be kept.</summary>
    private void KeepStateOf(int row, IStepEngine reader)
    {
        if (row % RowsPerState != 0) return;
        int index = row / RowsPerState;
        // Between the beginning and a page that was opened nothing is kept, until that is recalled.
        while (_states.Count <= index) _states.Add(null);
        if ((_states[index] ??= reader.CreateState()) is { } state) reader.CopyStateTo(state);
    }

    /// <returns>Null of an engine whose state cannot be had.</returns>
    private ModelSnapshot? Snapshot()
    {
        if (engine.CreateState() is not { } state) return null;
        if (Rows > 0) engine.CopyStateTo(state); // before the first row an engine may still hold another page
        return new ModelSnapshot(Rows, state, (random as SeededRandom)?.State);
    }

    private void Resume(PenOffset[] rows, bool[] heldTops, ModelSnapshot moment)
    {
        _rows.Clear();
        _rows.AddRange(rows);
        _heldTops.Clear();
        _heldTops.AddRange(heldTops);
        _states.Clear();
        Hiddens.Forget(rows.Length);
        _recall = null;
        if (rows.Length == 0) return;
        if (engine is SimdStepEngine simd && style is not { Count: > 0 })
        {
            simd.Restore(moment.State);
            simd.Predict(_next);
            _recall = new HiddenRecall(simd.Another(), _rows, _heldTops, rows.Length);
        }
        else
        {
            // Others tell what comes next with a step only, and a style is read before the page.
            ReadAgain(rows.Length);
        }

        if (moment.Random is { } state && random is SeededRandom seeded) seeded.State = state;
    }

    /// <summary>The state after so many rows, to the bit: it comes about by the same steps.</summary>
    private void Rewind(int rows)
    {
        if (rows >= Rows) return;
        _heldTops.RemoveRange(rows, Rows - rows);
        _rows.RemoveRange(rows, Rows - rows);
        // It is read again from the last state that was recalled, or from the beginning: then there is nothing left to recall.
        if (rows < _recall?.End) _recall = null;
        if (rows == 0) return; // The next row resets the engine.
        ReadAgain(rows);
    }

    /// <summary>Reads rows that were read before, from the last state that was kept.</summary>
    private void ReadAgain(int rows)
    {
        int kept = Math.Min((rows - 1) / RowsPerState, _states.Count - 1);
        while (kept >= 0 && _states[kept] is null) kept--;
        if (kept < 0) Begin();
        else engine.Restore(_states[kept]!);
        for (int row = Math.Max(0, kept * RowsPerState); row < rows; row++)
        {
            KeepStateOf(row, engine);
            engine.HoldTop(_heldTops[row]);
            engine.Step(AsRead(row, _rows[row]), _trace, _next);
            Hiddens.Keep(row, engine.Hiddens);
        }
    }
}
