using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>The growing end of a branch. Each one has a stream of the batched model.</summary>
internal sealed class GhostTip
{
    private readonly SeededRandom _random = new(0);

    public GhostTip() => Sampler = new Sampler(_random);

    public Sampler Sampler { get; }

    /// <summary>Index of the branch that grows.</summary>
    public int Branch { get; set; }

    /// <summary>The number of ghosts that will come from it.</summary>
    public int Ghosts { get; set; }

    /// <summary>Whether no fork came before it.</summary>
    public bool IsTrunk { get; set; }

    /// <summary>The depth at which its branch begins.</summary>
    public int FirstDepth { get; set; }

    /// <summary>The retained branch that it continues; −1 for none.</summary>
    public int Source { get; set; }

    /// <summary>The next row of the source.</summary>
    public int SourceRow { get; set; }

    /// <summary>Restarts the sampler's random numbers without a new object. Each branch has its own sequence.</summary>
    public void Seed(int seed, int rows, int branch) =>
        _random.State = SplitMix64.Mix(SplitMix64.Mix((uint)seed) + ((ulong)(uint)rows << 20) + (uint)branch);

    /// <param name="retained">The retained ghosts.</param>
    /// <returns>The number of rows of the source that remain.</returns>
    public int RemainingRows(GhostTree? retained) => Source < 0 ? 0 : retained![Source].Rows.Count - SourceRow;
}
