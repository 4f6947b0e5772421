using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Inference.Text;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference;

/// <summary>An engine that remembers what it has read, so that it can be rewound to any row.</summary>
/// <param name="engine">Must not be used elsewhere. Disposed with this object.</param>
/// <param name="random">Seeded. Samples the rows that the model writes.</param>
/// <param name="style">Rows that the model reads before those of the page; they are not shown. Null for none.</param>
/// <param name="ghosts">Grows possible continuations; null for an engine that only reads and writes.</param>
/// <param name="words">Writes a text word by word; null to write it row by row.</param>
internal sealed class ReadingEngine(
    IStepEngine engine, Random random, IReadOnlyList<PenOffset>? style = null, GhostGrower? ghosts = null, WordCandidates? words = null)
    : IDisposable
{
    /// <summary>The number of rows between two saved states. A rewind reads at most this many rows again.</summary>
    private const int RowsPerState = 32;

    private readonly List<ReadRow> _rows = [];
    private readonly List<StepState?> _states = [];
    private readonly Generator _generator = new(engine, random);
    private readonly TextFeed _text = new(engine);
    private readonly StepState? _ghostStart = ghosts is null ? null : engine.CreateState();
    private readonly NextWord? _word = words is null ? null : new(engine, words, random);
    private HiddenRecall? _recall;

    public int Layers => engine.Config.Layers;

    /// <inheritdoc cref="RunningModel.Alphabet"/>
    public CharacterAlphabet? Alphabet => _text.Alphabet;

    /// <summary>Another thread may read it while this one writes rows that have not been announced yet.</summary>
    public HiddenHistory Hiddens { get; } = new(engine.Config.Layers, engine.Config.Hidden);

    /// <summary>The number of rows read.</summary>
    public int Rows => _rows.Count;

    /// <summary>Call <see cref="GhostGrower.Grow"/> until they are complete. Null for an engine that does not grow ghosts.</summary>
    public GhostGrower? Ghosts => _ghostStart is null ? null : ghosts;

    /// <summary>The request that waits until a word is chosen; null if none waits.</summary>
    public InferenceRequest? Waiting { get; private set; }

    /// <summary>Runs a request. One for ghosts or a word is only started: see <see cref="Ghosts"/> and <see cref="Choose"/>.</summary>
    /// <returns>The row that was read, or the snapshot; null if there is no answer, or none yet.</returns>
    public InferenceResult? Do(InferenceRequest request)
    {
        if (request.Kind is not (InferenceKind.Write or InferenceKind.Ghosts))
        {
            _word?.Forget();
            Waiting = null;
        }

        switch (request.Kind)
        {
            case InferenceKind.Feed:
                return Read(request.Offset, written: false, request);
            case InferenceKind.Follow:
                return Read(request.Offset, written: true, request);
            case InferenceKind.Write:
                // A page begins like most lines: with the pen touching the page.
                if (Rows == 0) return Read(new PenOffset(0, 0, false), written: true, request);
                request = request with { Text = null }; // only a row that begins the page needs it
                if (_word is { EndsText: false } && _text.Seen is { Text.Length: > 0 } seen)
                {
                    if (_word.TryTake(request.Bias, request.HoldsTop, out PenOffset next)) return Read(next, written: true, request);
                    Waiting = _word.Begin(seen.Text, request.Bias, request.HoldsTop) ? request : null;
                    if (Waiting is not null) return null;
                }

                return Read(Draw(request.Bias), written: true, request);
            case InferenceKind.Ghosts:
                StartGhosts(request.Ghosts);
                return null;
            case InferenceKind.Snapshot:
                return new(request.Epoch, Rows, default, default, Written: false) { IsSnapshot = true, Snapshot = Snapshot() };
            case InferenceKind.Resume:
                Resume(request.Saved!.Value.Rows, request.Saved.Value.Snapshot);
                return null;
            default:
                Rewind(request.Rows);
                return null;
        }
    }

    /// <summary>Goes on choosing the word that <see cref="Waiting"/> waits for.</summary>
    /// <returns>The first row of the word, which was read; null if the word is not chosen yet.</returns>
    public InferenceResult? Choose()
    {
        if (Waiting is not { } request || !_word!.Advance()) return null;
        Waiting = null;
        return _word.TryTake(request.Bias, request.HoldsTop, out PenOffset row) ? Read(row, written: true, request) : null;
    }

    /// <summary>
    /// Reads a row of an opened page whose hidden units are unknown. A separate engine reads it, so this does not affect the page.
    /// </summary>
    /// <returns>False if there is no such row.</returns>
    public bool Recall()
    {
        if (_recall is not { } recall) return false;
        SaveStateBefore(recall.Row, recall.Engine);
        if (!recall.Read(Hiddens)) _recall = null;
        return true;
    }

    public void Dispose() => (engine as IDisposable)?.Dispose();

    private void StartGhosts(GhostRequest? request)
    {
        if (Ghosts is null) return;
        Ghosts.Stop();
        if (request is not { } wanted || wanted.RowsRead != Rows || Rows == 0) return; // the page has changed since the request
        engine.CopyStateTo(_ghostStart!);
        Ghosts.Begin(wanted, _ghostStart!, _text.Seen, FinishedText.MinimumDeltaX(_rows, engine.Normalisation));
    }

    private PenOffset Draw(double bias) => FinishedText.MinimumDeltaX(_rows, engine.Normalisation) is { } minimumX
        ? _generator.DrawBeyond(bias, minimumX) : _generator.Draw(bias);

    private InferenceResult Read(PenOffset offset, bool written, in InferenceRequest request)
    {
        var row = new ReadRow(offset, request.HoldsTop, request.Text);
        if (Rows == 0) Begin(row.Text);
        SaveStateBefore(Rows, engine);
        double nats = 0;
        if (Rows > 0)
        {
            (float x, float y) = engine.Normalisation.Normalise(offset);
            nats = _generator.Next.LogLikelihood(x, y, offset.PenUp);
        }

        Step(Rows, row);
        _rows.Add(row);
        RowTrace trace = RowTrace.Of(_generator.Trace, nats) with { Letter = _text.Letter(_generator.Trace) };
        return new InferenceResult(request.Epoch, Rows - 1, offset, trace, written, request.HoldsTop)
        {
            Text = row.Text,
            EndsText = written && _word is { EndsText: true },
            WordEndProbability = offset.PenUp && !written ? WordEndProbability() : 0,
        };
    }

    private float WordEndProbability() => (float)_generator.Next.ProbabilityBeyond(
        engine.Normalisation.Normalise(new PenOffset(PenPlace.MinimumWordGap, 0, false)).X);

    private void Step(int index, in ReadRow row)
    {
        engine.HoldTop(row.HoldsTop);
        if (!IsAfterStyle(index)) _text.Apply(row.Text);
        _generator.Feed(AsRead(index, row.Offset));
        Hiddens.Record(index, engine.Hiddens);
    }

    /// <summary>Resets the engine to the state before the first row of the page, which is after the style, if there is one.</summary>
    /// <param name="text">The text of the first row.</param>
    private void Begin(RowText? text)
    {
        engine.Reset();
        engine.HoldTop(false);
        _text.Clear();
        for (int row = 0; row < style?.Count; row++)
        {
            // As in training, a text is seen from the row on that ends the word before.
            if (row == style.Count - 1) _text.Apply(text);
            _generator.Feed(style[row]);
        }
    }

    /// <summary>Whether a row is the first of the page and follows a style.</summary>
    private bool IsAfterStyle(int row) => row == 0 && style is { Count: > 0 };

    /// <returns>The row as the model reads it. After a style, the first row is a word gap further.</returns>
    private PenOffset AsRead(int row, PenOffset offset) =>
        IsAfterStyle(row) ? offset with { DeltaX = offset.DeltaX + PenPlace.WordGap } : offset;

    /// <summary>Saves the state before a row, if it is due.</summary>
    private void SaveStateBefore(int row, IStepEngine reader)
    {
        if (row % RowsPerState != 0) return;
        int index = row / RowsPerState;
        // For an opened page, states are missing until its rows have been recalled.
        while (_states.Count <= index) _states.Add(null);
        if ((_states[index] ??= reader.CreateState()) is { } state) reader.CopyStateTo(state);
    }

    /// <returns>Null if the engine's state cannot be copied.</returns>
    private ModelSnapshot? Snapshot()
    {
        if (engine.CreateState() is not { } state) return null;
        if (Rows > 0) engine.CopyStateTo(state); // before the first row, the engine may still hold the state of another page
        return new ModelSnapshot(Rows, state, (random as SeededRandom)?.State);
    }

    private void Resume(ReadRow[] rows, ModelSnapshot snapshot)
    {
        _rows.Clear();
        _rows.AddRange(rows);
        _states.Clear();
        Hiddens.Forget(rows.Length);
        _recall = null;
        if (rows.Length == 0) return;
        if (engine is SimdStepEngine simd && style is not { Count: > 0 } && snapshot.State.Fits(engine.Config))
        {
            simd.Restore(snapshot.State);
            simd.Predict(_generator.Next);
            _text.NoteRestored(_rows, rows.Length);
            _recall = new HiddenRecall(simd.CreateAnother(), _rows, rows.Length);
        }
        else
        {
            // Other engines compute a prediction only with a step, and a style must be read before the page.
            ReadAgain(rows.Length);
        }

        if (snapshot.Random is { } state && random is SeededRandom seeded) seeded.State = state;
    }

    /// <summary>Restores the state after a number of rows, bit for bit, because the same steps are repeated.</summary>
    private void Rewind(int rows)
    {
        if (rows >= Rows) return;
        _rows.RemoveRange(rows, Rows - rows);
        // The rows are read again from the last recalled state or from the beginning, so there is nothing left to recall.
        if (rows < _recall?.End) _recall = null;
        if (rows > 0) ReadAgain(rows); // otherwise the next row resets the engine
    }

    /// <summary>Reads rows again from the last saved state. If that is the first and follows a style, reads the style too.</summary>
    private void ReadAgain(int rows)
    {
        int state = Math.Min((rows - 1) / RowsPerState, _states.Count - 1);
        while (state >= 0 && _states[state] is null) state--;
        if (state < 0 || IsAfterStyle(state * RowsPerState)) Begin(_rows[0].Text);
        else
        {
            engine.Restore(_states[state]!);
            _text.NoteRestored(_rows, state * RowsPerState);
        }

        for (int row = Math.Max(0, state * RowsPerState); row < rows; row++)
        {
            SaveStateBefore(row, engine);
            Step(row, _rows[row]);
        }
    }
}
