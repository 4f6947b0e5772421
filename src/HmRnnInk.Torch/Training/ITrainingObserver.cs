namespace HmRnnInk.Torch.Training;

/// <summary>Gets notifications about the progress of a run.</summary>
public interface ITrainingObserver
{
    /// <summary>Called after each batch.</summary>
    /// <param name="lastNatsPerPoint">The batch's mean log-likelihood.</param>
    /// <param name="shareDone">Share of the budget that has been used, 0 to 1.</param>
    void Progressed(TrainingProgress progress, double lastNatsPerPoint, double shareDone);

    /// <summary>Called after each evaluation.</summary>
    /// <param name="record">The results.</param>
    /// <param name="model">The evaluated model.</param>
    void Evaluated(EvaluationRecord record, InkModel model);
}
