using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Probing;

/// <summary>How well a linear probe finds the landmarks of one kind.</summary>
internal sealed record ProbeRow : AlignmentRow
{
    public ProbeRow(string source, double rate, string landmark, BoundaryAlignment alignment, int lagRows, double weightDecay)
        : base(rate, landmark, alignment) => (Source, LagRows, WeightDecay) = (source, lagRows, weightDecay);

    /// <summary>What the probe reads: see <see cref="ProbeSource"/>.</summary>
    public string Source { get; }

    /// <summary>How many rows after a landmark the probe is fitted to fire: some landmarks show only in the rows that follow.</summary>
    public int LagRows { get; }

    public double WeightDecay { get; }
}
