namespace HmRnnInk.Trainer.Probing;

/// <summary>How well a linear probe finds the landmarks of one kind.</summary>
internal sealed record ProbeRow : AlignmentRow
{
    public ProbeRow(string source, double rate, string landmark, BoundaryAlignment alignment, int lagRows, double weightDecay)
        : base(rate, landmark, alignment) => (Source, LagRows, WeightDecay) = (source, lagRows, weightDecay);

    /// <summary>Name of the probe's <see cref="ProbeSource"/>.</summary>
    public string Source { get; }

    /// <summary>
    /// The number of rows after a landmark at which the probe is trained to fire. Some landmarks can only be recognised in later rows.
    /// </summary>
    public int LagRows { get; }

    public double WeightDecay { get; }
}
