namespace HmRnnInk.App.Bench;

/// <summary>Frame times that were measured on one page.</summary>
/// <param name="Points">Points on the page when measuring began.</param>
/// <param name="Frames">Frames measured.</param>
/// <param name="FrameMillisecondsMedian">
/// The median time from the beginning of a frame to the end of its swap, without the wait for the next frame; lower is better.
/// </param>
/// <param name="FrameMillisecondsP99">The 99th percentile of the same times.</param>
/// <param name="FrameMillisecondsWorst">The longest of them.</param>
/// <param name="FramesPerSecond">Including the wait between frames; higher is better.</param>
/// <param name="InputLatencyMilliseconds">
/// The median time from the arrival of a pen event to the end of the swap that shows it; lower is better.
/// </param>
/// <param name="InputLatencyMillisecondsP99">The 99th percentile of the same times.</param>
/// <param name="AllocatedBytesPerFrame">Mean number of bytes allocated by the drawing thread.</param>
/// <param name="ModelPoints">Points that the model wrote during the measurement.</param>
internal sealed record FrameRow(
    int Points, int Frames, double FrameMillisecondsMedian, double FrameMillisecondsP99, double FrameMillisecondsWorst,
    double FramesPerSecond, double InputLatencyMilliseconds, double InputLatencyMillisecondsP99, double AllocatedBytesPerFrame,
    int ModelPoints);
