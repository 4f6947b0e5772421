namespace HmRnnInk.App.Bench;

/// <summary>What the frames on a page of one length took.</summary>
/// <param name="Points">On the page when measuring began.</param>
/// <param name="Frames">Measured.</param>
/// <param name="FrameMillisecondsMedian">From a frame's beginning to the end of its swap, so without waiting for the next.</param>
/// <param name="FrameMillisecondsP99">As <paramref name="FrameMillisecondsMedian"/>.</param>
/// <param name="FrameMillisecondsWorst">As <paramref name="FrameMillisecondsMedian"/>.</param>
/// <param name="FramesPerSecond">With the waiting.</param>
/// <param name="InputLatencyMilliseconds">From the arrival of a pen event to the end of the swap that shows it, the median.</param>
/// <param name="InputLatencyMillisecondsP99">As <paramref name="InputLatencyMilliseconds"/>.</param>
/// <param name="AllocatedBytesPerFrame">By the thread that draws, the mean.</param>
/// <param name="ModelPoints">That the model wrote meanwhile.</param>
internal sealed record FrameRow(
    int Points, int Frames, double FrameMillisecondsMedian, double FrameMillisecondsP99, double FrameMillisecondsWorst, double FramesPerSecond,
    double InputLatencyMilliseconds, double InputLatencyMillisecondsP99, double AllocatedBytesPerFrame, int ModelPoints);
