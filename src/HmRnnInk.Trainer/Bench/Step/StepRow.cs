namespace HmRnnInk.Trainer.Bench.Step;

/// <summary>A line of <c>trainer bench step</c>: one engine running one model.</summary>
/// <param name="Weights">float32 or int16.</param>
/// <param name="Streams">Taken together by one step.</param>
/// <param name="MeanMicroseconds">
/// Of a step of all streams: the median over the rounds of each round's mean. Steps of a skipping engine differ by what fires, so their
/// median says what most of them cost and not what they cost together.
/// </param>
/// <param name="MedianMicroseconds">Of a step of all streams.</param>
/// <param name="P99Microseconds">Of a step of all streams.</param>
/// <param name="WeightBytesPerStep">Weights read by a step of all streams.</param>
/// <param name="LayerUpdatesSkipped">Share of layers × streams that a step did not compute, as they copied.</param>
/// <param name="MultiplyAddsPerStep">With weights, over all streams.</param>
/// <param name="GigabytesPerSecond">Of weights, at the mean.</param>
/// <param name="ShareOfRead">
/// Of the rate at which a plain loop reads a buffer as large as all of the model's weights in this format; null where that says nothing:
/// several streams are bound by arithmetic, and TorchSharp by its calls.
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
