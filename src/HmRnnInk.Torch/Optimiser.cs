using HmRnnInk.Torch.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>
/// Adam (Kingma and Ba 2015) for one flat tensor, with gradient clipping by norm. Some matrices in it may learn by <see cref="Muon"/>
/// instead.
/// </summary>
/// <param name="parameters">A leaf tensor.</param>
/// <param name="rateShares">[parameters]: factor of each parameter's learning rate; null for 1. Disposed with the optimiser.</param>
/// <param name="secondMomentDecay">β₂, the decay of Adam's mean squared gradient.</param>
/// <param name="averageDecay">Decay per step of <see cref="Average"/>; 0 for no average.</param>
/// <param name="startsTrained">Whether the initial parameters are trained; then the average gives them full weight from the start.</param>
/// <param name="muon">The matrices for Muon; null for Adam only.</param>
public sealed class Optimiser(
    Tensor parameters, Tensor? rateShares = null, double secondMomentDecay = 0.999, double averageDecay = 0, bool startsTrained = false,
    Muon? muon = null)
    : IDisposable
{
    private const double FirstMomentDecay = 0.9, Epsilon = 1e-8;

    private readonly (long Start, long Length)[] _adamRanges = muon is null ? [(0, parameters.numel())] : muon.Others(parameters.numel());

    /// <summary>[parameters]: the moving average of the gradient.</summary>
    public Tensor FirstMoment { get; } = zeros_like(parameters, requires_grad: false).DetachFromDisposeScope();

    /// <summary>[parameters]: the moving average of the squared gradient. Muon leaves it as it is.</summary>
    public Tensor SecondMoment { get; } = zeros_like(parameters, requires_grad: false).DetachFromDisposeScope();

    /// <summary>
    /// [parameters]: the exponential moving average of the parameters, which is less noisy than the parameters themselves; null if there
    /// is none. Unless the initial parameters are trained, its decay at step t is at most (1 + t) / (10 + t), so that random initial
    /// weights are forgotten quickly.
    /// </summary>
    public Tensor? Average { get; } = averageDecay == 0 ? null : parameters.detach().clone().DetachFromDisposeScope();

    /// <summary>Number of steps so far.</summary>
    public long Steps { get; set; }

    /// <summary>Makes one step with the parameters' gradient, and clears the gradient.</summary>
    /// <param name="clipNorm">Maximum Euclidean norm of the gradient. A larger gradient is scaled down to it.</param>
    /// <returns>The gradient's norm before clipping. If it is not finite, the parameters were not changed.</returns>
    public double Step(double learningRate, double clipNorm)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        Tensor gradient = parameters.grad!;
        bool isOnCpu = parameters.device_type == DeviceType.CPU;
        double norm = isOnCpu ? Norm(gradient) : gradient.norm().ToDouble();
        if (!double.IsFinite(norm))
        {
            ClearGradient();
            return norm;
        }

        Steps++;
        double gradientScale = norm > clipNorm ? clipNorm / norm : 1;
        muon?.Step(parameters, gradient, FirstMoment, Average, learningRate, gradientScale, AverageStep);
        foreach ((long start, long length) in _adamRanges)
        {
            if (isOnCpu) StepOnCpu(gradient, start, length, learningRate, gradientScale);
            else StepByTensorOperations(gradient, start, length, learningRate, gradientScale);
        }

        ClearGradient();
        return norm;
    }

    /// <summary>Discards the gradient without a step.</summary>
    public void ClearGradient() => parameters.grad = null; // null instead of zeros, so that the next gradient is stored without an addition

    public void Dispose()
    {
        FirstMoment.Dispose();
        SecondMoment.Dispose();
        Average?.Dispose();
        rateShares?.Dispose();
    }

    private static unsafe double Norm(Tensor gradient) => AdamKernel.Norm(gradient.Pointer(), gradient.numel());

    private double AverageStep => 1 - (startsTrained ? averageDecay : Math.Min(averageDecay, (1.0 + Steps) / (10 + Steps)));

    private unsafe void StepOnCpu(Tensor gradient, long start, long length, double learningRate, double gradientScale)
    {
        AdamKernel.Step(
            parameters.Pointer() + start, gradient.Pointer() + start, FirstMoment.Pointer() + start, SecondMoment.Pointer() + start,
            rateShares is null ? null : rateShares.Pointer() + start, Average is null ? null : Average.Pointer() + start, length, new(
                (float)(learningRate / (1 - Math.Pow(FirstMomentDecay, Steps))), (float)gradientScale,
                (float)FirstMomentDecay, (float)secondMomentDecay,
                (float)(1 / (1 - Math.Pow(secondMomentDecay, Steps))), (float)Epsilon, (float)AverageStep));
    }

    private void StepByTensorOperations(Tensor allGradients, long start, long length, double learningRate, double gradientScale)
    {
        Tensor gradient = Part(allGradients).mul_(gradientScale), first = Part(FirstMoment), second = Part(SecondMoment);
        Tensor values = Part(parameters);
        first.mul_(FirstMomentDecay).add_(gradient, 1 - FirstMomentDecay);
        second.mul_(secondMomentDecay).addcmul_(gradient, gradient, 1 - secondMomentDecay);
        Tensor deviation = (second / (1 - Math.Pow(secondMomentDecay, Steps))).sqrt_().add_(Epsilon);
        Tensor direction = rateShares is null ? first : first * Part(rateShares);
        values.addcdiv_(direction, deviation, -learningRate / (1 - Math.Pow(FirstMomentDecay, Steps)));
        if (Average is not null) Part(Average).lerp_(values, AverageStep);

        Tensor Part(Tensor all) => all.narrow(0, start, length);
    }
}
