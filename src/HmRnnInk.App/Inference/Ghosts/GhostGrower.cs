using System.Collections.Concurrent;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>
/// Grows ghosts, all of them a row at a time. From the newest ink they share one trunk up to the next boundary of layer 1, where some
/// part; each of these parts once more at its next boundary of layer 2.
/// </summary>
public sealed class GhostGrower
{
    public const int MostGhosts = 16, MostRows = 240;

    /// <summary>A branch that finds no boundary of layer 2 in this share of the length parts at one of layer 1.</summary>
    private const double Patience = 0.4;

    private static readonly int[] First = [0];

    private readonly ModelConfig _config;
    private readonly SimdStepBatch _batch;
    private readonly StepState _fork;
    private readonly GhostShoot[] _shoots;
    private readonly int[] _streams;
    private readonly StepTrace[] _traces;
    private readonly MixtureDensity[] _next;
    private readonly PenOffset[] _offsets = new PenOffset[MostGhosts];
    private readonly double[] _nats = new double[MostGhosts];
    private readonly ConcurrentQueue<GhostTree> _spare = new();
    private GhostRequest? _request;
    private GhostTree _tree = new();
    private int _live, _lead, _depth;

    /// <param name="model">Shared with the engine that reads.</param>
    public GhostGrower(PackedModel model)
    {
        _config = model.Config;
        _batch = new SimdStepBatch(model, MostGhosts);
        _fork = _batch.CreateState();
        _streams = [.. Enumerable.Range(0, MostGhosts)];
        _shoots = [.. _streams.Select(_ => new GhostShoot())];
        _traces = [.. _streams.Select(_ => new StepTrace(_config.Layers))];
        _next = [.. _streams.Select(_ => new MixtureDensity(_config.Components))];
    }

    /// <summary>What it is at work on; null while there is nothing to do.</summary>
    public GhostRequest? Request => _request;

    /// <summary>While it is at work.</summary>
    private ref readonly GhostRequest Asked => ref Nullable.GetValueRefOrDefaultRef(in _request);

    /// <param name="state">The model's, after the newest row.</param>
    public void Begin(in GhostRequest request, StepState state)
    {
        _request = request;
        if (!_spare.TryDequeue(out GhostTree? tree)) tree = new GhostTree();
        _tree = tree;
        _tree.Serial = request.Serial;
        _tree.Clear();
        for (int stream = 0; stream < MostGhosts; stream++) _batch.HoldTop(stream, request.HoldsTop);
        _batch.Restore(0, state);
        _batch.Predict(First, _next);
        // Of the state and not of a trace: a page that was opened has a state before any row is read.
        state.Boundaries.CopyTo(_traces[0].Boundaries, 0);
        (_live, _lead, _depth) = (1, 0, 0);
        Begin(_shoots[0], _tree.Add(-1, 0, request.Kept is null ? -1 : 0), request.Kept is null ? -1 : 0, 0, request.Ghosts, isTrunk: true);
        if (request.Lead.Count == 0) ForkWhereDue();
    }

    /// <summary>Grows every ghost by a row.</summary>
    /// <returns>The tree when it is whole; null before.</returns>
    public GhostTree? Grow()
    {
        if (_request is not { } request) return null;
        if (_lead < request.Lead.Count)
        {
            _offsets[0] = request.Lead[_lead++];
            _batch.Step(First, _offsets, _traces, _next);
            if (_lead == request.Lead.Count) ForkWhereDue();
            return null;
        }

        ReadOnlySpan<int> live = _streams.AsSpan(0, _live);
        foreach (int stream in live) Write(stream, request);
        _batch.Step(live, _offsets, _traces, _next);
        foreach (int stream in live)
            _tree[_shoots[stream].Branch].Rows.Add(new GhostRow(_offsets[stream], RowTrace.Of(_traces[stream], _nats[stream])));
        if (++_depth < request.Length)
        {
            ForkWhereDue();
            return null;
        }

        _request = null;
        return _tree;
    }

    /// <summary>Drops what it is at work on.</summary>
    public void Stop()
    {
        if (_request is null) return;
        _request = null;
        Return(_tree);
    }

    /// <summary>Takes a tree that nobody looks at any more, to grow the next in. From any thread.</summary>
    public void Return(GhostTree tree) => _spare.Enqueue(tree);

    /// <summary>Draws a stream's next row, or goes on along a ghost that stays.</summary>
    private void Write(int stream, in GhostRequest request)
    {
        GhostShoot shoot = _shoots[stream];
        if (shoot.KeptRows(request.Kept) > 0)
        {
            GhostRow row = request.Kept![shoot.Source].Rows[shoot.SourceRow++];
            (_offsets[stream], _nats[stream]) = (row.Offset, row.Trace.Nats);
            _tree[shoot.Branch].SourceRows++;
            return;
        }

        (float x, float y, bool penUp) = shoot.Sampler.Sample(_next[stream], request.Bias);
        _nats[stream] = _next[stream].LogLikelihood(x, y, penUp, request.Bias);
        _offsets[stream] = _batch.Normalisation.Denormalise(x, y, penUp);
    }

    private void ForkWhereDue()
    {
        for (int stream = 0, streams = _live; stream < streams; stream++)
        {
            GhostShoot shoot = _shoots[stream];
            GhostBranch? kept = shoot.Source < 0 ? null : Asked.Kept![shoot.Source];
            bool partedHere = kept is not null && shoot.SourceRow == kept.Rows.Count && !kept.IsLeaf;
            if (partedHere || IsDue(stream, kept)) Fork(stream, partedHere ? kept : null);
        }
    }

    private bool IsDue(int stream, GhostBranch? kept)
    {
        GhostShoot shoot = _shoots[stream];
        int needed = kept is null ? 1 : Asked.Kept!.LeavesOf(shoot.Source);
        if (shoot.Ghosts <= needed) return false;
        if (!shoot.IsTrunk && kept is { IsLeaf: false }) return false; // others join where it parted before
        bool[] boundaries = _traces[stream].Boundaries;
        // Without detectors the end of a stroke is the only boundary there is.
        if (_config.Cell != Cell.HmLstm) return _depth > 0 && _offsets[stream].PenUp;
        bool lowest = shoot.IsTrunk || _config.Layers < 3 || _depth - shoot.FirstDepth > Patience * Asked.Length;
        return boundaries[lowest ? 0 : 1];
    }

    /// <summary>Lets a stream's ghosts part.</summary>
    /// <param name="kept">A branch that stays and ends here; null to part in the midst of one, or of a new one.</param>
    private void Fork(int stream, GhostBranch? kept)
    {
        GhostShoot shoot = _shoots[stream];
        (int branch, int ghosts, int source, int sourceRow) = (shoot.Branch, shoot.Ghosts, shoot.Source, shoot.SourceRow);
        int staying = kept?.Children.Count ?? 1;
        int needed = source < 0 ? 1 : kept is null ? Asked.Kept!.LeavesOf(source) : LeavesOf(kept);
        int spare = Math.Max(0, ghosts - needed);
        int wanted = shoot.IsTrunk ? Math.Max(staying, (int)Math.Ceiling(Math.Sqrt(ghosts))) : ghosts;
        int joining = Math.Clamp(wanted - staying, 0, spare);
        spare -= joining;
        if (joining > 0 || staying > 1) _batch.CopyStateTo(stream, _fork);
        for (int child = 0; child < staying + joining; child++)
        {
            int into = child == 0 ? stream : _live++;
            int from = child >= staying ? -1 : kept?.Children[child] ?? source;
            int share = (spare + staying + joining - 1 - child) / (staying + joining);
            int leaves = share + (from < 0 ? 1 : Asked.Kept!.LeavesOf(from));
            int fromRow = from < 0 || kept is not null ? 0 : sourceRow;
            Begin(_shoots[into], _tree.Add(branch, _depth, from, fromRow), from, fromRow, leaves, isTrunk: false);
            if (into == stream) continue;
            _batch.Restore(into, _fork);
            _next[into].CopyFrom(_next[stream]);
        }
    }

    private int LeavesOf(GhostBranch kept)
    {
        int leaves = 0;
        foreach (int child in kept.Children) leaves += Asked.Kept!.LeavesOf(child);
        return leaves;
    }

    private void Begin(GhostShoot shoot, int branch, int source, int sourceRow, int ghosts, bool isTrunk)
    {
        (shoot.Branch, shoot.Source, shoot.SourceRow, shoot.Ghosts, shoot.IsTrunk, shoot.FirstDepth) =
            (branch, source, sourceRow, ghosts, isTrunk, _depth);
        shoot.Seed(Asked.Seed, Asked.RowsRead, branch);
    }
}
