using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>The growing end of a branch: a stream of the model at work.</summary>
internal sealed class GhostShoot
{
    private readonly SeededRandom _random = new(0);

    public GhostShoot() => Sampler = new Sampler(_random);

    public Sampler Sampler { get; }

    /// <summary>Index of the branch that it grows.</summary>
    public int Branch { get; set; }

    /// <summary>How many ghosts are to come of it.</summary>
    public int Ghosts { get; set; }

    /// <summary>Whether nothing has parted before it.</summary>
    public bool IsTrunk { get; set; }

    /// <summary>Where its branch began.</summary>
    public int FirstDepth { get; set; }

    /// <summary>The branch that it goes on along, of the ghosts that stay; −1 for none.</summary>
    public int Source { get; set; }

    /// <summary>The source's row that is next.</summary>
    public int SourceRow { get; set; }

    /// <summary>Starts the sampler's random numbers anew, without a new object: every branch has a sequence of its own.</summary>
    public void Seed(int seed, int rows, int branch) =>
        _random.State = SplitMix64.Mix(SplitMix64.Mix((uint)seed) + ((ulong)(uint)rows << 20) + (uint)branch);

    /// <param name="kept">The ghosts that stay.</param>
    /// <returns>How many rows of the source are left.</returns>
    public int KeptRows(GhostTree? kept) => Source < 0 ? 0 : kept![Source].Rows.Count - SourceRow;
}
