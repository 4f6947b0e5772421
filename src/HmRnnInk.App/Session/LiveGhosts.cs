using System.Runtime.InteropServices;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.App.Ui.FirstMinute;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Session;

/// <summary>
/// How the ink might go on: asks the model for ghosts whenever the ink is another, and lets the person choose among them and take them, a
/// segment at a time. They change nothing on the page until one is taken.
/// </summary>
/// <param name="inference">Null without a model: there are no ghosts then.</param>
/// <param name="seed">Of the ghosts, together with the number of rows on the page.</param>
public sealed class LiveGhosts(LiveInk ink, IInference? inference, int seed)
{
    /// <summary>Keys for the likeliest ghosts: 1 to 5.</summary>
    public const int Choices = 5;

    /// <summary>While the pen moves, new ghosts take the place of the old ones so often, and reach no further than this.</summary>
    private const double MovingSeconds = 0.12;

    /// <inheritdoc cref="MovingSeconds"/>
    private const int MovingRows = 30;

    /// <summary>Less ink than this says nothing of how it goes on.</summary>
    private const int FewestRows = 4;

    private readonly List<PenOffset> _lead = [];
    private (Origin Origin, HandGuide Guide, HandPath Path, int Favourite)? _asked;
    private Origin? _grown;
    private int _serial, _followedFrom;
    private double _lastAsked = double.NegativeInfinity;
    private bool _ownsTree;

    /// <summary>The ghosts that are shown; null where there are none.</summary>
    public GhostTree? Tree { get; private set; }

    /// <summary>Counts the trees: one that took the place of another is another.</summary>
    public int Version { get; private set; }

    /// <summary>The leaf of the ghost that is taken by →, and by the model when it goes on.</summary>
    public int Favourite { get; private set; }

    /// <summary>Whether they grow from the tip of a pen that moves: a glimpse, not to be chosen from.</summary>
    public bool Moving { get; private set; }

    /// <summary>Whether the model writes the favourite just now, and the other ghosts are gone.</summary>
    public bool Followed { get; private set; }

    /// <summary>Rows of the favourite that the model has written already.</summary>
    public int FollowedRows => Followed ? ink.Rows.Count - _followedFrom : 0;

    /// <summary>Whether they go on from the ink as it is, so that they can be taken.</summary>
    public bool CanBeTaken => Tree is not null && !Moving && !Followed && _grown == Now();

    /// <summary>How many can be taken now.</summary>
    public int Count => CanBeTaken ? Tree!.Ghosts : 0;

    /// <summary>The favourite's number, as <see cref="Choose"/> counts; 0 where there is none.</summary>
    public int Number => CanBeTaken ? Tree!.BestOf(Favourite) + 1 : 0;

    /// <summary>Whether there are ghosts under these settings.</summary>
    private bool Wanted =>
        inference is { GrowsGhosts: true, Failure: null } && ink.Settings.Ghosts > 0 && ink.Rows.Count >= FewestRows && ink.Phase != LivePhase.ModelWrites;

    /// <summary>Takes what has grown, asks for what is wanted.</summary>
    public void Advance(double seconds)
    {
        while (inference is not null && inference.TryTake(out GhostTree? tree)) Take(tree);
        if (Followed && (ink.Phase != LivePhase.ModelWrites || FollowedRows >= new GhostPath(Tree!, Favourite).Count)) Drop();
        if (Followed) return;
        if (!Wanted)
        {
            if (Tree is not null || _asked is not null) Dismiss(seconds);
            return;
        }

        Origin now = Now();
        if (now == _grown || _asked is { Origin: var asked } && asked == now) return;
        if (now.PenIsDown && seconds - _lastAsked < MovingSeconds) return;
        Ask(now, seconds, kept: null, favourite: -1);
    }

    /// <summary>Lets them go: the pen is down.</summary>
    public void Dismiss(double seconds)
    {
        if (_asked is not null) ink.Turn.AskFor(ghosts: null);
        _asked = null;
        _lastAsked = seconds;
        Drop();
    }

    /// <summary>Makes one of the likeliest ghosts the favourite.</summary>
    /// <param name="number">From 1, the likeliest, to <see cref="Choices"/>.</param>
    /// <returns>False where there is no such ghost.</returns>
    public bool Choose(int number)
    {
        if (!CanBeTaken || number < 1 || number > Math.Min(Choices, Tree!.Ghosts)) return false;
        Favourite = Tree.Ranked(number - 1);
        return true;
    }

    /// <summary>Takes the favourite up to and with the next boundary of a layer; what begins alike stays, and other ghosts join it.</summary>
    /// <param name="layer">From 0, the lowest.</param>
    /// <returns>False where there is nothing to take.</returns>
    public bool TakeUpToBoundary(int layer, double seconds)
    {
        if (!CanBeTaken) return false;
        var ghost = new GhostPath(Tree!, Favourite);
        int rows = ghost.UpToBoundary(layer);
        if (rows == 0) return false;
        GhostTree left = Tree!.After(ghost, rows);
        int favourite = left.Ranked(left.BestOf(left.From(Favourite)));
        ink.Turn.Accept(ghost, rows);
        Show(left, favourite, owned: false);
        Origin now = Now();
        _grown = now;
        Ask(now, seconds, left, favourite);
        return true;
    }

    /// <summary>The model goes on: it writes the favourite, where there is one, and the others are gone.</summary>
    /// <returns>What it writes first; null for nothing in particular.</returns>
    public GhostPath? Follow(double seconds)
    {
        if (!CanBeTaken)
        {
            Dismiss(seconds);
            return null;
        }

        if (_asked is not null) ink.Turn.AskFor(ghosts: null);
        _asked = null;
        (Followed, _followedFrom) = (true, ink.Rows.Count);
        return new GhostPath(Tree!, Favourite);
    }

    private void Ask(Origin now, double seconds, GhostTree? kept, int favourite)
    {
        _lead.Clear();
        (HandGuide guide, HandPath path) = ink.Turn.NextHand();
        if (now.PenIsDown)
        {
            if (ink.PenTip(_lead) is not { } tip) return;
            path = HandGuide.Begin(tip, lifted: false);
        }

        LiveSettings settings = ink.Settings;
        _asked = (now, guide, path, favourite);
        _lastAsked = seconds;
        ink.Turn.AskFor(new GhostRequest
        {
            Serial = ++_serial,
            RowsRead = now.Rows,
            Ghosts = Math.Min(settings.Ghosts, GhostGrower.MostGhosts),
            Length = Math.Min(settings.GhostRows, now.PenIsDown ? MovingRows : GhostGrower.MostRows),
            Bias = settings.Bias,
            Seed = seed,
            HoldsTop = settings.HoldTop,
            Lead = GhostLead.Of(CollectionsMarshal.AsSpan(_lead)),
            Kept = kept,
        });
    }

    private void Take(GhostTree tree)
    {
        if (_asked is not var (moment, guide, path, favourite) || tree.Serial != _serial)
        {
            inference!.Return(tree);
            return;
        }

        _asked = null;
        tree.Place(guide, path);
        tree.Rank();
        Show(tree, tree.Ranked(favourite < 0 ? 0 : tree.BestOf(tree.From(favourite))), owned: true);
        (_grown, Moving) = (moment, moment.PenIsDown);
    }

    private void Show(GhostTree? tree, int favourite, bool owned)
    {
        if (_ownsTree) inference!.Return(Tree!);
        (Tree, Favourite, _ownsTree) = (tree, favourite, owned);
        (Followed, Moving) = (false, false);
        Version++;
    }

    private void Drop()
    {
        _grown = null;
        if (Tree is not null) Show(null, 0, owned: false);
    }

    private Origin Now()
    {
        LiveSettings settings = ink.Settings;
        return new(
            ink.Epoch, ink.Rows.Count, ink.Phase == LivePhase.PersonWrites, settings.Ghosts, settings.GhostRows, settings.Bias, settings.HoldTop,
            ink.Layout.X, ink.Layout.Y, ink.Layout.RightMargin);
    }

    /// <summary>What ghosts depend on: they are drawn anew wherever it is another.</summary>
    private readonly record struct Origin(
        int Epoch, int Rows, bool PenIsDown, int Ghosts, int Length, double Bias, bool HoldsTop, float Left, float Top, float Right);
}
