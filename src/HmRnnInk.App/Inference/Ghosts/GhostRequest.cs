namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>Ghosts to grow; a value, since they are asked for many times a second.</summary>
public readonly record struct GhostRequest
{
    /// <summary>Tells requests apart, from 1; the answer has it.</summary>
    public required int Serial { get; init; }

    /// <summary>Rows that the model has read by then: the ghosts are drawn anew wherever these are more or fewer.</summary>
    public required int RowsRead { get; init; }

    /// <summary>How many, from 1 to <see cref="GhostGrower.MostGhosts"/>.</summary>
    public required int Ghosts { get; init; }

    /// <summary>Of each, in rows.</summary>
    public required int Length { get; init; }

    public double Bias { get; init; }

    public int Seed { get; init; }

    /// <summary>Whether the top layer is held while they grow.</summary>
    public bool HoldsTop { get; init; }

    /// <summary>Rows that lead from the newest row to the tip of a pen that moves: the ghosts grow from there.</summary>
    public GhostLead Lead { get; init; }

    /// <summary>Ghosts that stay and grow on; others join them. Not changed while it is referred to.</summary>
    public GhostTree? Kept { get; init; }
}
