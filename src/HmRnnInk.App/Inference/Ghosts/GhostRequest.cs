using HmRnnInk.Ink;

namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>A request for ghosts. It crosses threads, so nothing changes it or what it refers to.</summary>
internal readonly record struct GhostRequest
{
    /// <summary>Identifies the request, from 1. The resulting tree has the same number.</summary>
    public required int Serial { get; init; }

    /// <summary>The number of rows on the page that the ghosts continue. It is part of the random seed.</summary>
    public required int RowsRead { get; init; }

    /// <summary>How many ghosts, from 1 to <see cref="GhostGrower.MaximumGhosts"/>.</summary>
    public required int Ghosts { get; init; }

    /// <summary>The length of each ghost, in rows.</summary>
    public required int Length { get; init; }

    public double Bias { get; init; }

    public int Seed { get; init; }

    /// <summary>Whether the top layer is held while the ghosts grow.</summary>
    public bool HoldsTop { get; init; }

    /// <summary>Rows from the newest row to the tip of a moving pen. The ghosts grow from there.</summary>
    public ReadOnlyMemory<PenOffset> Lead { get; init; }

    /// <summary>
    /// The ghosts that are retained and continued; others join them. The tree must not change while the request refers to it.
    /// </summary>
    public GhostTree? Retained { get; init; }
}
