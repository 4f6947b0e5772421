using static TorchSharp.torch;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The weights of one layer or their gradients, contiguous, in the shapes of <see cref="Model.ModelConfig.Tensors"/>. V is null for the top
/// layer and for an LSTM; its bias is also null without a soft flush.
/// </summary>
internal sealed record LayerTensors(Tensor Recurrent, Tensor BottomUp, Tensor? TopDown, Tensor Bias, Tensor? TopDownBias);
