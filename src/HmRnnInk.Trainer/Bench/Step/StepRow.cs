namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>A row of <c>trainer bench step</c>: one engine with one model. All values are per step of all streams.</summary>
/// <param name="Weights">float32 or int16.</param>
/// <param name="Streams">Number of streams that a step processes together.</param>
/// <param name="MeanMicroseconds">
/// The median of the rounds' means. It represents the total cost, unlike the median of steps: steps of a skipping engine differ by the
/// layers that fire.
/// </param>
/// <param name="WeightBytesPerStep">Bytes of weights read.</param>
/// <param name="LayerUpdatesSkipped">Share of layers × streams that were not computed because they copied their state.</param>
/// <param name="MultiplyAddsPerStep">Number of multiply-adds with weights.</param>
/// <param name="GigabytesPerSecond">Rate of reading weights, at the mean time.</param>
/// <param name="ShareOfRead">
/// Share of the rate at which a simple loop reads a buffer of the size of all the model's weights in this format. Null if it is not
/// meaningful: several streams are limited by arithmetic, and TorchSharp by the overhead of its calls.
/// </param>
internal sealed record StepRow(
    string Model,
    string Engine,
    string Weights,
    int Streams,
    double MeanMicroseconds,
    double MedianMicroseconds,
    double P99Microseconds,
    double WeightBytesPerStep,
    double LayerUpdatesSkipped,
    double MultiplyAddsPerStep,
    double GigabytesPerSecond,
    double? ShareOfRead = null);
