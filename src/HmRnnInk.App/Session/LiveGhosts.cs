using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Session;

/// <summary>
/// The possible continuations of the ink. It requests ghosts whenever the ink changes, and lets the person choose one and accept it, one
/// segment at a time. The page changes only when ink is accepted.
/// </summary>
/// <param name="inference">Null without a model. There are no ghosts then.</param>
/// <param name="seed">The random seed of the ghosts, together with the number of rows on the page.</param>
internal sealed class LiveGhosts(LiveInk ink, RunningModel? inference, int seed)
{
    /// <summary>The number of ghosts that can be chosen, the most likely first, by the keys 1 to 5.</summary>
    public const int Choices = 5;

    /// <summary>While the pen moves, ghosts are replaced at this interval and have at most this many rows.</summary>
    private const double MovingSeconds = 0.12;

    /// <inheritdoc cref="MovingSeconds"/>
    private const int MovingRows = 30;

    /// <summary>The minimum number of rows on the page for ghosts to grow.</summary>
    private const int MinimumRows = 4;

    private readonly List<PenOffset> _lead = [];

    // The request that has not been answered yet. Its favourite is a branch of the ghosts that it retains; −1 without.
    private (Origin Origin, ModelPenGuide Guide, ModelPenState Pen, int Favourite)? _request;
    private Origin? _grown; // what the shown ghosts were grown from
    private int _serial, _followedFrom;
    private double _lastAskedSeconds = double.NegativeInfinity;
    private bool _ownsTree; // whether the tree is returned to the inference when another is shown

    /// <summary>The ghosts that are shown; null if there are none.</summary>
    public GhostTree? Tree { get; private set; }

    /// <summary>Increases whenever the tree changes.</summary>
    public int Version { get; private set; }

    /// <summary>The leaf of the favourite ghost. → and Tab accept parts of it, and the model follows it when it continues.</summary>
    public int Favourite { get; private set; }

    /// <summary>Whether the ghosts grow from the tip of a moving pen. Then they are a preview that cannot be chosen or accepted.</summary>
    public bool Moving { get; private set; }

    /// <summary>Whether the model is writing the favourite. The other ghosts are hidden then.</summary>
    public bool Followed { get; private set; }

    /// <summary>The number of rows of the favourite that the model has already written.</summary>
    public int FollowedRows => Followed ? ink.Rows.Count - _followedFrom : 0;

    /// <summary>Whether the ghosts continue the current ink, so that they can be accepted.</summary>
    public bool CanBeAccepted => Tree is not null && !Moving && !Followed && _grown == CurrentOrigin();

    /// <summary>The number of ghosts that can be accepted.</summary>
    public int Count => CanBeAccepted ? Tree!.Ghosts : 0;

    /// <summary>The favourite's rank from 1; 0 if there is none. It can be above <see cref="Choices"/> after a part was accepted.</summary>
    public int FavouriteNumber => CanBeAccepted ? Tree!.BestRank(Favourite) + 1 : 0;

    /// <summary>Whether the person has asked to see all ghosts, not only the favourite.</summary>
    public bool AllAreWanted { get; set; }

    private GhostPath FavouritePath => new(Tree!, Favourite);

    /// <summary>Whether ghosts are to be shown now.</summary>
    private bool Wanted =>
        inference is { GrowsGhosts: true, Failure: null }
        && ink.Settings.Ghosts > 0 && ink.Rows.Count >= MinimumRows && ink.Phase != LivePhase.ModelWrites;

    /// <summary>Takes ghosts that have grown and requests new ones when needed.</summary>
    public void Advance(double seconds)
    {
        while (inference is not null && inference.TryTake(out GhostTree? tree)) Take(tree);
        if (Followed && (ink.Phase != LivePhase.ModelWrites || FollowedRows >= FavouritePath.Count)) Drop();
        if (Followed) return;
        if (!Wanted)
        {
            if (Tree is not null || _request is not null) Dismiss(seconds);
            return;
        }

        Origin now = CurrentOrigin();
        if (now == _grown || _request is { Origin: var asked } && asked == now) return;
        if (now.PenIsDown && seconds - _lastAskedSeconds < MovingSeconds) return;
        Ask(now, seconds, retained: null, favourite: -1);
    }

    /// <summary>Removes the ghosts and stops growing new ones, for example because the pen has touched the page.</summary>
    public void Dismiss(double seconds)
    {
        CancelRequest();
        _lastAskedSeconds = seconds;
        Drop();
    }

    /// <summary>Makes one of the most likely ghosts the favourite.</summary>
    /// <param name="number">From 1, the most likely, to <see cref="Choices"/>.</param>
    /// <returns>False if there is no such ghost.</returns>
    public bool Choose(int number)
    {
        if (!CanBeAccepted || number < 1 || number > Math.Min(Choices, Tree!.Ghosts)) return false;
        Favourite = Tree.LeafAt(number - 1);
        AllAreWanted = true; // so that the person sees what it was chosen from
        return true;
    }

    /// <summary>Accepts a whole ghost.</summary>
    /// <returns>False if there is no such ghost.</returns>
    /// <inheritdoc cref="Choose"/>
    public bool Accept(int number, double seconds) => Choose(number) && AcceptFavourite(seconds);

    /// <summary>Accepts the whole favourite.</summary>
    /// <returns>False if there is nothing to accept.</returns>
    public bool AcceptFavourite(double seconds)
    {
        if (!CanBeAccepted) return false;
        AllAreWanted = false;
        AcceptRows(FavouritePath.Count, seconds);
        return true;
    }

    /// <summary>
    /// Accepts the favourite up to the next boundary of a layer. Ghosts that begin with the same rows stay, and new ones join them.
    /// </summary>
    /// <param name="layer">From 0, the lowest layer.</param>
    /// <returns>False if there is nothing to accept.</returns>
    public bool AcceptUpToBoundary(int layer, double seconds)
    {
        if (!CanBeAccepted) return false;
        int rows = FavouritePath.UpToBoundary(layer);
        if (rows == 0) return false;
        AcceptRows(rows, seconds);
        return true;
    }

    /// <summary>Hides all ghosts but the favourite, which the model now writes. Called when the model continues.</summary>
    /// <returns>The ghost that the model writes first; null for none.</returns>
    public GhostPath? Follow(double seconds)
    {
        if (!CanBeAccepted)
        {
            Dismiss(seconds);
            return null;
        }

        CancelRequest();
        (Followed, _followedFrom) = (true, ink.Rows.Count);
        return FavouritePath;
    }

    /// <summary>Accepts the first rows of the favourite.</summary>
    private void AcceptRows(int rows, double seconds)
    {
        GhostPath ghost = FavouritePath;
        GhostTree remaining = Tree!.After(ghost, rows);
        int favourite = remaining.LeafAt(remaining.BestRank(remaining.BranchFrom(Favourite)));
        ink.Turn.Accept(ghost, rows);
        Show(remaining, favourite, owned: false);
        _grown = CurrentOrigin();
        Ask(_grown.Value, seconds, remaining, favourite);
    }

    private void CancelRequest()
    {
        if (_request is not null) ink.Turn.AskFor(ghosts: null);
        _request = null;
    }

    private void Ask(Origin now, double seconds, GhostTree? retained, int favourite)
    {
        _lead.Clear();
        (ModelPenGuide guide, ModelPenState pen) = ink.Turn.NextPen();
        if (now.PenIsDown)
        {
            if (ink.PenTip(_lead) is not { } tip) return;
            pen = pen with { Place = tip, Lifted = false };
        }

        LiveSettings settings = ink.Settings;
        _request = (now, guide, pen, favourite);
        _lastAskedSeconds = seconds;
        ink.Turn.AskFor(new GhostRequest
        {
            Serial = ++_serial,
            RowsRead = now.Rows,
            Ghosts = Math.Min(settings.Ghosts, GhostGrower.MaximumGhosts),
            Length = now.PenIsDown ? Math.Min(settings.GhostRows, MovingRows) : Math.Min(LengthOf(settings), GhostGrower.MaximumRows),
            Bias = settings.Bias,
            Seed = seed,
            HoldsTop = ink.HoldsTop,
            Lead = _lead.ToArray(),
            Retained = retained,
        });
    }

    /// <summary>
    /// The length of the ghosts. Those of a text show all of the next word, so that the favourite is chosen by the whole word.
    /// </summary>
    private int LengthOf(LiveSettings settings)
    {
        int characters = ink.Text.CharactersOfWord;
        return characters == 0 ? settings.GhostRows : Math.Max(settings.GhostRows, (int)TextWindow.PointsPerCharacter * (characters + 1));
    }

    private void Take(GhostTree tree)
    {
        if (_request is not var (origin, guide, pen, favourite) || tree.Serial != _serial)
        {
            inference!.Return(tree);
            return;
        }

        _request = null;
        tree.Place(guide, pen);
        tree.Rank();
        Show(tree, tree.LeafAt(favourite < 0 ? 0 : tree.BestRank(tree.BranchFrom(favourite))), owned: true);
        (_grown, Moving) = (origin, origin.PenIsDown);
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
        (_grown, AllAreWanted) = (null, false);
        if (Tree is not null) Show(null, 0, owned: false);
    }

    private Origin CurrentOrigin() => new(
        ink.Epoch, ink.Rows.Count, ink.Phase == LivePhase.PersonWrites, ink.Settings.Ghosts, ink.Settings.GhostRows, ink.Settings.Bias,
        ink.Settings.HoldTop, ink.Layout.X, ink.Layout.Top, ink.Layout.RightMargin);

    /// <summary>Everything that the ghosts depend on. If it changes, they are grown again.</summary>
    private readonly record struct Origin(
        int Epoch, int Rows, bool PenIsDown, int Ghosts, int Length, double Bias, bool HoldsTop, float Left, float Top, float Right);
}
