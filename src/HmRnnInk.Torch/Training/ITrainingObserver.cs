using HmRnnInk.Model;

namespace HmRnnInk.Torch.Training;

/// <summary>Is told how a run goes.</summary>
public interface ITrainingObserver
{
    /// <summary>After each batch.</summary>
    /// <param name="progress">Where the run is.</param>
    /// <param name="lastNatsPerPoint">Of the batch.</param>
    /// <param name="shareDone">Of the budget, 0 to 1.</param>
    void Progressed(TrainingProgress progress, double lastNatsPerPoint, double shareDone);

    /// <summary>After each evaluation.</summary>
    /// <param name="record">Its figures.</param>
    /// <param name="model">The weights as they are now.</param>
    void Evaluated(EvaluationRecord record, InkModel model);
}
