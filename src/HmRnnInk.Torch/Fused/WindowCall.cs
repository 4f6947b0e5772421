using System.Collections.Concurrent;

namespace HmRnnInk.Torch.Fused;

/// <summary>One use of a window's memory, from its forward pass until its activations are no longer needed.</summary>
internal sealed class WindowCall<T>(T window, ConcurrentBag<T> free)
    where T : class
{
    private T? _window = window;

    /// <exception cref="InvalidOperationException">The backward pass has already run and has overwritten the activations.</exception>
    public T Window => _window ?? throw new InvalidOperationException(
        "A fused operation can run its backward pass only once for each forward pass. Run it forward again, or use the eager one.");

    /// <summary>Releases the memory for the next forward pass.</summary>
    public void Release() => free.Add(Interlocked.Exchange(ref _window, null)!);
}
