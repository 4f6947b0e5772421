namespace HmRnnInk.Model.Kernels;

/// <summary>Counts the work of one engine.</summary>
internal sealed class WorkCounter
{
    private long _weightBytes, _multiplyAdds;

    public StepWork Work => new(_weightBytes, _multiplyAdds);

    /// <summary>Counts a product of one matrix with one vector of each stream.</summary>
    public void Count(long bytes, long multiplyAddsOfOne, int streams)
    {
        if (streams == 0) return;
        _weightBytes += bytes;
        _multiplyAdds += multiplyAddsOfOne * streams;
    }
}
