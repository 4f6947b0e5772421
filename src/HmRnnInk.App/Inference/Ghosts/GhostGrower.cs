using System.Collections.Concurrent;
using HmRnnInk.App.Inference.Text;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>
/// Grows all ghosts in parallel, one row at a time. From the newest ink they share one trunk up to the next boundary of layer 1. There it
/// forks, and each of its branches forks again at its next boundary of layer 2.
/// </summary>
internal sealed class GhostGrower
{
    public const int MaximumGhosts = 16, MaximumRows = 240;

    /// <summary>A branch that finds no boundary of layer 2 within this share of the length forks at a boundary of layer 1.</summary>
    private const double Patience = 0.4;

    private readonly ModelConfig _config;
    private readonly TextContrast _contrast;
    private readonly GhostTip[] _tips;
    private readonly int[] _streams;
    private readonly PenOffset[] _offsets = new PenOffset[MaximumGhosts];
    private readonly double[] _nats = new double[MaximumGhosts];
    private readonly float[] _information = new float[MaximumGhosts];
    private readonly ConcurrentQueue<GhostTree> _unusedTrees = new();
    private GhostRequest? _request;
    private SeenText? _text;
    private GhostTree _tree = new();
    // The number of streams in use, of rows of the lead that were read, and of rows that every ghost has.
    private int _liveStreams, _leadRows, _depth;
    private float? _minimumX;

    /// <param name="model">Shared with the engine that reads the page.</param>
    public GhostGrower(PackedModel model)
    {
        _config = model.Config;
        _contrast = new TextContrast(model, MaximumGhosts);
        _streams = [.. Enumerable.Range(0, MaximumGhosts)];
        _tips = [.. _streams.Select(_ => new GhostTip())];
    }

    /// <summary>The request being processed; null while there is nothing to do.</summary>
    public GhostRequest? Request => _request;

    /// <summary>A reference to <see cref="Request"/>, which spares a copy. Valid only while there is one.</summary>
    private ref readonly GhostRequest Current => ref Nullable.GetValueRefOrDefaultRef(in _request);

    /// <param name="state">The model's state after the newest row.</param>
    /// <param name="text">The text that the model sees in this state; null for none.</param>
    /// <param name="minimumX">The minimum Δx of the first row, normalised units; null for none.</param>
    public void Begin(in GhostRequest request, StepState state, SeenText? text, float? minimumX = null)
    {
        (_request, _text) = (request, text);
        _minimumX = request.Lead.IsEmpty ? minimumX : null;
        if (!_unusedTrees.TryDequeue(out GhostTree? tree)) tree = new GhostTree();
        _tree = tree;
        _tree.Serial = request.Serial;
        _tree.Text = text;
        _tree.Clear();
        _contrast.Begin(state, streams: 1, hasText: text is not null, request.HoldsTop);
        // Taken from the state, not from a trace: a page that was opened has a state before any row is read.
        state.Boundaries.CopyTo(_contrast.Trace(0).Boundaries, 0);
        (_liveStreams, _leadRows, _depth) = (1, 0, 0);
        int source = request.Retained is null ? -1 : 0;
        BeginBranch(_tips[0], _tree.Add(-1, 0, source, 0), source, 0, request.Ghosts, isTrunk: true);
        if (request.Lead.IsEmpty) ForkWhereDue();
    }

    /// <summary>Grows every ghost by one row.</summary>
    /// <returns>The tree when it is complete; null before.</returns>
    public GhostTree? Grow()
    {
        if (_request is not { } request) return null;
        ReadOnlySpan<int> live = _streams.AsSpan(0, _liveStreams);
        if (_leadRows < request.Lead.Length)
        {
            _offsets[0] = request.Lead.Span[_leadRows++];
            _contrast.Step(live, _offsets);
            if (_leadRows == request.Lead.Length) ForkWhereDue();
            return null;
        }

        foreach (int stream in live) Write(stream, request);
        _contrast.Step(live, _offsets);
        foreach (int stream in live)
        {
            StepTrace step = _contrast.Trace(stream);
            RowTrace trace = RowTrace.Of(step, _nats[stream]) with { Letter = _text?.Letter(step.TextPosition) ?? -1 };
            _tree[_tips[stream].Branch].Rows.Add(new GhostRow(_offsets[stream], trace, _information[stream]));
        }

        if (++_depth < request.Length)
        {
            ForkWhereDue();
            return null;
        }

        _request = null;
        return _tree;
    }

    /// <summary>Cancels the request being processed.</summary>
    public void Stop()
    {
        if (_request is null) return;
        _request = null;
        Return(_tree);
    }

    /// <summary>Takes back a tree that is no longer used, to reuse its memory. Can be called from any thread.</summary>
    public void Return(GhostTree tree) => _unusedTrees.Enqueue(tree);

    /// <summary>Samples the next row of a stream, or copies it from the ghost that the stream retains.</summary>
    private void Write(int stream, in GhostRequest request)
    {
        GhostTip tip = _tips[stream];
        if (tip.RemainingRows(request.Retained) > 0)
        {
            GhostRow row = request.Retained![tip.Source].Rows[tip.SourceRow++];
            (_offsets[stream], _nats[stream], _information[stream]) = (row.Offset, row.Trace.Nats, row.Information);
            _tree[tip.Branch].SourceRows++;
            return;
        }

        // A Generator would not do: it has one stream, and it returns the sample denormalised, without the likelihood that is needed here.
        MixtureDensity next = _contrast.Next(stream);
        (float x, float y, bool penUp) = _depth == 0 && _minimumX is { } minimumX
            ? tip.Sampler.SampleBeyond(next, request.Bias, minimumX) : tip.Sampler.Sample(next, request.Bias);
        _nats[stream] = next.LogLikelihood(x, y, penUp, request.Bias);
        _information[stream] = (float)_contrast.Information(stream, x, y, penUp);
        _offsets[stream] = _contrast.Denormalise(x, y, penUp);
    }

    private void ForkWhereDue()
    {
        for (int stream = 0, streams = _liveStreams; stream < streams; stream++)
        {
            GhostTip tip = _tips[stream];
            GhostBranch? retained = tip.Source < 0 ? null : Current.Retained![tip.Source];
            bool forkedHere = retained is not null && tip.SourceRow == retained.Rows.Count && !retained.IsLeaf;
            if (forkedHere || IsDue(stream, retained)) Fork(stream, forkedHere ? retained : null);
        }
    }

    private bool IsDue(int stream, GhostBranch? retained)
    {
        GhostTip tip = _tips[stream];
        if (tip.Ghosts <= RetainedGhosts(tip)) return false;
        if (!tip.IsTrunk && retained is { IsLeaf: false }) return false; // new ghosts join where the retained branch forked
        bool[] boundaries = _contrast.Trace(stream).Boundaries;
        // Without boundary detectors, the end of a stroke is the only boundary.
        if (_config.Cell != Cell.HmLstm) return _depth > 0 && _offsets[stream].PenUp;
        bool lowest = tip.IsTrunk || _config.Layers < 3 || _depth - tip.FirstDepth > Patience * Current.Length;
        return boundaries[lowest ? 0 : 1];
    }

    /// <summary>Forks the branch of a stream.</summary>
    /// <param name="retained">The retained branch that ends and forks here; null to fork in the middle of one, or on a new branch.</param>
    private void Fork(int stream, GhostBranch? retained)
    {
        GhostTip tip = _tips[stream];
        (int branch, int ghosts, int source, int sourceRow) = (tip.Branch, tip.Ghosts, tip.Source, tip.SourceRow);
        int staying = retained?.Children.Count ?? 1;
        int newGhosts = Math.Max(0, ghosts - RetainedGhosts(tip));
        // The trunk forks into about as many branches as there are ghosts on each of them.
        int wanted = tip.IsTrunk ? Math.Max(staying, (int)Math.Ceiling(Math.Sqrt(ghosts))) : ghosts;
        int joining = Math.Clamp(wanted - staying, 0, newGhosts);
        newGhosts -= joining;
        for (int child = 0; child < staying + joining; child++)
        {
            int into = child == 0 ? stream : _liveStreams++;
            int from = child >= staying ? -1 : retained?.Children[child] ?? source;
            int share = (newGhosts + staying + joining - 1 - child) / (staying + joining);
            int leaves = share + (from < 0 ? 1 : Current.Retained!.LeavesOf(from));
            int fromRow = from < 0 || retained is not null ? 0 : sourceRow;
            BeginBranch(_tips[into], _tree.Add(branch, _depth, from, fromRow), from, fromRow, leaves, isTrunk: false);
            if (into != stream) _contrast.Fork(stream, into);
        }
    }

    /// <summary>How many of the ghosts that come from a tip are retained ones, but at least one.</summary>
    private int RetainedGhosts(GhostTip tip) => tip.Source < 0 ? 1 : Current.Retained!.LeavesOf(tip.Source);

    private void BeginBranch(GhostTip tip, int branch, int source, int sourceRow, int ghosts, bool isTrunk)
    {
        (tip.Branch, tip.Source, tip.SourceRow, tip.Ghosts, tip.IsTrunk, tip.FirstDepth) =
            (branch, source, sourceRow, ghosts, isTrunk, _depth);
        tip.Seed(Current.Seed, Current.RowsRead, branch);
    }
}
