import type { XmlRecord } from './xml-records.ts'

/** What MS Project works out or only shows: it is worked out anew here, so leaving it out loses nothing and is not told. */
const computed = {
  Project:
    'SaveVersion LastSaved CreationDate FinishDate StartDate CurrentDate ExtendedCreationDate ProjectExternallyEdited ActualsInSync RemoveFileProperties MicrosoftProjectServerURL CurrencyDigits CurrencySymbol CurrencySymbolPosition FYStartDate FiscalYearStart WeekStartDay DurationFormat WorkFormat DefaultStartTime DefaultFinishTime MinutesPerWeek DaysPerMonth DefaultTaskType DefaultFixedCostAccrual DefaultStandardRate DefaultOvertimeRate EditableActualCosts InsertedProjectsLikeSummary NewTasksEffortDriven NewTasksEstimated SpreadActualCost SpreadPercentComplete TaskUpdatesResource AutoAddNewResourcesAndTasks Autolink NewTaskStartDate NewTasksAreManual DefaultTaskEVMethod EarnedValueMethod BaselineForEarnedValue AdminProject UpdateManuallyScheduledTasksWhenEditingLinks KeepTaskOnNearestWorkingTimeWhenMadeAutoScheduled MoveCompletedEndsBack MoveCompletedEndsForward MoveRemainingStartsBack MoveRemainingStartsForward OutlineCodes WBSMasks Author BuildNumber Revision BaselineCalendar Views Filters Groups Tables Maps Reports Drawings DataLinks VBAProjects',
  Task: 'GUID CreateDate Start Finish StartText FinishText DurationText Estimated Critical EarlyStart EarlyFinish LateStart LateFinish StartVariance FinishVariance WorkVariance FreeSlack TotalSlack StartSlack FinishSlack OutlineLevel Cost OvertimeCost OvertimeWork ActualDuration ActualCost ActualOvertimeCost ActualWork ActualOvertimeWork RegularWork RemainingCost RemainingWork RemainingOvertimeCost RemainingOvertimeWork ACWP CV BCWS BCWP PercentWorkComplete Work OverAllocated PreLeveledStart PreLeveledFinish ResumeValid IsPublished CommitmentType CommitmentStart CommitmentFinish HideBar Rollup DisplayAsSummary DisplayOnTimeline Recurring IsSubproject IsSubprojectReadOnly LevelingDelayFormat LevelAssignments LevelingCanSplit EffortDriven Type ManualFinish TimephasedData FixedCostAccrual Priority ID ManualStart ManualDuration',
  Resource:
    'GUID ID Initials WorkGroup PeakUnits OverAllocated Start Finish CanLevel AccrueAt Work RegularWork OvertimeWork ActualWork RemainingWork ActualOvertimeWork RemainingOvertimeWork PercentWorkComplete StandardRateFormat Cost OvertimeRateFormat OvertimeCost ActualCost ActualOvertimeCost RemainingCost RemainingOvertimeCost WorkVariance CostVariance SV CV ACWP BCWS BCWP IsGeneric IsInactive IsEnterprise BookingType CreationDate IsBudget IsCostResource AvailableFrom AvailableTo',
  Assignment:
    'GUID PercentWorkComplete ActualOvertimeCost ActualOvertimeWork ACWP Confirmed CostRateTable RateScale CostVariance CV Finish FinishVariance HasFixedRateUnits FixedMaterial LinkedFields Milestone Overallocated OvertimeCost OvertimeWork RegularWork RemainingCost RemainingOvertimeCost RemainingOvertimeWork ResponsePending Start Stop Resume StartVariance Summary SV UpdateNeeded VAC WorkVariance BCWS BCWP BookingType CreationDate BudgetCost BudgetWork ActualStart ActualFinish AssnOwner AssnOwnerGuid LevelingDelayFormat',
  Baseline: 'TimephasedData Interim Work BCWS BCWP FixedCost EstimatedDuration DurationFormat',
} as const

/** Marks what a record of some kind holds of these as met. */
export function passOverComputed(record: XmlRecord, kind: keyof typeof computed): void {
  for (const field of fieldsOf[kind]) record.has(field)
}

const fieldsOf = Object.fromEntries(
  Object.entries(computed).map(([kind, names]) => [kind, [...new Set(names.split(' '))]]),
) as Record<keyof typeof computed, string[]>
